import Foundation
import GRDB

/// What a close would freeze: the computed statement, its sums, and what was found.
struct MonthDraft {
    let statement: Statement
    let money: MoneyTotals
    let checks: [BillingCheck]
    /// In percent.
    let unexplained: Decimal

    /// - Parameter path: the mirror's file, for errors.
    init(_ period: BillingPeriod, on terms: CloseTerms, in db: Database, of path: String) throws {
        statement = try Statement.computing(period, by: ClosingRun.find(in: db, of: path), file: terms.prices, in: db)
        if let file = terms.prices, let list = statement.prices[period.month] {
            try PriceListCheck(list: list, path: file.path).run(in: db)
        }
        money = try MoneyTotals(of: statement)
        let closed = try ClosedMonth.all(in: db)
        let checks = try Checks(
            of: statement, unpriced: money.unpricedCorrections, closed: closed,
            isZoneKnown: terms.timeZone != nil || !closed.isEmpty)
        self.checks = try checks.all()
        unexplained = checks.unexplainedShare
    }

    /// Why the month must not be closed on these terms: too much of it is unexplained.
    func excess(over terms: CloseTerms) throws(BillingError) -> BillingError? {
        guard let allowed = try terms.allowedShare(), unexplained > allowed else { return nil }
        return .unexplained(
            statement.month, percent: PercentText.of(unexplained), allowed: allowed.description,
            zone: statement.period.zone.name)
    }
}
