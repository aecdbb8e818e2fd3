import Billing
import Foundation
import Logging
import Settings

/// What the poller does after a complete run if the settings say `billing: {close: auto}`.
struct AutomaticClose {
    /// The name under which the log says why a month cannot be closed.
    static let refusal = "billing_open"

    let settings: Settings

    /// Closes the months whose time has come.
    ///
    /// - Returns: what the log's line says about it. A month that cannot be closed never fails the run.
    func run(now: Date) -> Logger.Metadata {
        guard settings.billing.closesMonths else { return [:] }
        let due: MonthClose.Due
        do {
            due = MonthClose(
                path: settings.db, terms: try CloseTerms(settings), letterhead: BillingLetterhead(settings), toolVersion: Version.current
            ).closeDue(now: now)
        } catch {
            return [Self.refusal: "\(error)"]
        }
        var details: Logger.Metadata = [:]
        if !due.closed.isEmpty { details["billing_closed"] = .string(due.closed.map { "\($0.month)" }.joined(separator: ",")) }
        if let refusal = due.refusal { details[Self.refusal] = "\(refusal)" }
        return details
    }
}
