import Foundation

/// Closes months by itself: what the poller does with `billing: {close: auto}` after a complete run.
extension MonthClose {
    /// What was closed, and why the next month was not, if it should have been.
    public struct Due: Sendable {
        public let closed: [ClosedMonth]
        /// Nil if the next month only waits for its time.
        public let refusal: BillingError?
    }

    /// Closes every month whose time has come, in their order.
    ///
    /// Where no month is closed yet, the first is the one before the current: older ones were billed otherwise.
    public func closeDue(now: Date) -> Due {
        var closed: [ClosedMonth] = []
        do throws(BillingError) {
            while let month = try nextDue(now: now) { closed.append(try self(month.description, now: now).month) }
            return Due(closed: closed, refusal: nil)
        } catch {
            return Due(closed: closed, refusal: error)
        }
    }

    private func nextDue(now: Date) throws(BillingError) -> BillingMonth? {
        try Billing(path: path).value { db in
            let gate = try CloseGate(db, now: now)
            let zone = try MonthChoice(terms: terms, closed: gate.closed).zone()
            let month = gate.closed.last?.month.next ?? zone.month(of: now).previous
            let period = BillingPeriod(month: month, zone: zone, graceSeconds: try terms.graceSeconds())
            return try gate.ignorance(of: period) == nil && gate.obstacle(to: period) == nil ? month : nil
        }
    }
}
