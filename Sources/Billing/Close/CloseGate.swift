import Foundation
import GRDB
import Store

/// Whether a month can be closed now, and what it waits for.
struct CloseGate {
    let db: Database
    /// All closed months, in their order.
    let closed: [ClosedMonth]
    let now: Date

    init(_ db: Database, now: Date) throws {
        self.db = db
        self.now = now
        closed = try ClosedMonth.all(in: db)
    }

    /// Why the month can never be closed, or not again; nil if it can.
    func refusal(of month: BillingMonth) -> BillingError? {
        if closed.contains(where: { $0.month == month }) { return .closedAlready(month) }
        if let first = closed.first?.month, month < first { return .beforeFirst(month, first: first) }
        return nil
    }

    /// Why nothing can be said about a month; nil if the mirror knows it.
    ///
    /// A month that comes next, and before one that is known, is known too: it would hold up all later ones for ever.
    func ignorance(of period: BillingPeriod) throws -> BillingError? {
        let month = period.month
        if try hasFigure(of: month) || hasRun(in: period) { return nil }
        if closed.last?.month.next == month, try hasFigure(after: month) || hasRun(since: period.end) { return nil }
        return .unknownMonth(month)
    }

    /// What the month waits for; nil if it can be closed now.
    func obstacle(to period: BillingPeriod) throws -> BillingError? {
        let (month, zone) = (period.month, period.zone)
        if now < period.end { return .notOver(month, ends: zone.shown(period.end), zone: zone.name) }
        if now < period.graceEnd { return .inGrace(month, ends: zone.shown(period.graceEnd), zone: zone.name) }
        if let next = closed.last?.month.next, next < month { return .earlierOpen(month, earlier: next) }
        guard try Bool.fetchOne(db, sql: BillingSQL.usageReadSince, arguments: ["since": period.graceEnd.stamp]) == true else {
            return .noRunSince(month, since: zone.shown(period.graceEnd), zone: zone.name)
        }
        return nil
    }

    private func hasFigure(of month: BillingMonth) throws -> Bool {
        try exists("SELECT 1 FROM task_usage WHERE month = ?", [month.description])
    }

    private func hasFigure(after month: BillingMonth) throws -> Bool {
        try exists("SELECT 1 FROM task_usage WHERE month > ?", [month.description])
    }

    private func hasRun(since moment: Date) throws -> Bool {
        try exists("SELECT 1 FROM sync_runs WHERE state <> 'failed' AND started_at >= ?", [moment.stamp])
    }

    private func hasRun(in period: BillingPeriod) throws -> Bool {
        try exists(
            "SELECT 1 FROM sync_runs WHERE state <> 'failed' AND started_at >= ? AND started_at < ?",
            [period.start.stamp, period.end.stamp])
    }

    private func exists(_ select: String, _ arguments: StatementArguments) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (\(select))", arguments: arguments) == true
    }
}

/// The run by whose state a month is closed: the newest one that was published.
struct ClosingRun: Sendable {
    let id: Int64
    let startedAt: String
    let finishedAt: String
    /// Such as `complete`.
    let state: String

    /// - Parameter path: for the error, if nothing has been published.
    static func find(in db: Database, of path: String) throws -> ClosingRun {
        guard let row = try Row.fetchOne(db, sql: BillingSQL.closingRun) else { throw StoreError.noRuns(path: path) }
        return ClosingRun(row)
    }

    /// The run that a closed month was closed by.
    static func of(_ month: ClosedMonth, in db: Database) throws -> ClosingRun {
        let sql = "SELECT id, started_at, finished_at, state FROM sync_runs WHERE id = ?"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [month.run]) else {
            throw BillingError.damaged(month.month, file: "sync_runs")
        }
        return ClosingRun(row)
    }

    private init(_ row: Row) { (id, startedAt, finishedAt, state) = (row["id"], row["started_at"], row["finished_at"], row["state"]) }
}
