import Foundation
import GRDB
import Store

/// Closes a month: freezes its lines, adjustments, prices, checks and files in one transaction. Killed at any moment, the month is open or
/// closed.
public struct MonthClose: Sendable {
    public let path: String
    public let terms: CloseTerms
    public let letterhead: BillingLetterhead
    public let toolVersion: String

    public init(path: String, terms: CloseTerms, letterhead: BillingLetterhead, toolVersion: String) {
        (self.path, self.terms, self.letterhead, self.toolVersion) = (path, terms, letterhead, toolVersion)
    }

    /// - Parameters:
    ///   - month: `YYYY-MM`, or `last month`.
    ///   - now: what the month's end and the grace period are compared with, and when the month was closed.
    /// - Throws: why the month cannot be closed, or not yet. Nothing was written then.
    public func callAsFunction(_ month: String, now: Date) throws(BillingError) -> Outcome {
        // Whatever can be said without writing is said before the file is opened to be written.
        // Reading takes no lock, so what takes long is read here: closed months cannot change meanwhile.
        try Billing(path: path).value { db in
            _ = try period(month, now: now, in: db)
            try MonthContent.requireUnchanged(ClosedMonth.all(in: db), in: db)
        }
        return try billing(of: path) {
            let mirror = try MirrorDatabase.openPublished(path)
            let outcome = try mirror.transaction { db in try close(period(month, now: now, in: db), now: now, in: db) }
            try mirror.checkpoint()
            return outcome
        }
    }

    /// A month that has just been closed.
    public struct Outcome: Sendable {
        public let month: ClosedMonth
        public let checks: [BillingCheck]
        /// A line for each currency; empty without prices.
        public let amounts: [String]
    }

    private func period(_ month: String, now: Date, in db: Database) throws -> BillingPeriod {
        let gate = try CloseGate(db, now: now)
        let period = try MonthChoice(terms: terms, closed: gate.closed).period(month, now: now)
        _ = try terms.allowedShare()
        _ = try terms.prices?.list()
        if let refusal = try gate.refusal(of: period.month) ?? gate.ignorance(of: period) ?? gate.obstacle(to: period) { throw refusal }
        return period
    }

    private func close(_ period: BillingPeriod, now: Date, in db: Database) throws -> Outcome {
        let draft = try MonthDraft(period, on: terms, in: db, of: path)
        if let excess = try draft.excess(over: terms) { throw excess }
        try freeze(draft, in: db)
        let files = FrozenFiles(of: period.month, in: db)
        // By the clock, but never before the run that it is closed by had ended.
        let closedAt = max(now.stamp, draft.statement.run.finishedAt)
        try MonthFiles(
            statement: draft.statement, money: draft.money, checks: draft.checks, letterhead: letterhead, toolVersion: toolVersion,
            closedAt: closedAt
        ).write(to: files)
        try freezeMonth(draft.statement, at: closedAt, in: db)
        try Chain(db).link(closeOf: period.month.description)
        guard let month = try ClosedMonth.all(in: db).last else { throw BillingError.damaged(period.month, file: "billing_months") }
        return Outcome(month: month, checks: draft.checks, amounts: try draft.money.lines())
    }

    private func freeze(_ draft: MonthDraft, in db: Database) throws {
        let month = draft.statement.month
        try db.execute(sql: BillingSQL.freezeLines, arguments: ["month": month.description])
        try db.execute(sql: BillingSQL.freezeAdjustments, arguments: ["month": month.description])
        for (place, row) in (draft.statement.prices[month]?.rows ?? []).enumerated() {
            try db.execute(
                sql: BillingSQL.freezePrice,
                arguments: [
                    "month": month.description, "position": place + 1, "plan_id": row.planID, "managed_user_id": row.managedUserID,
                    "tier_from": row.tier.from, "tier_to": row.tier.to, "unit_price": row.tier.unitPrice.text, "per": row.tier.per,
                    "currency": row.currency.code, "mode": row.mode.rawValue,
                ])
        }
        for check in draft.checks {
            try db.execute(
                sql: BillingSQL.freezeCheck,
                arguments: ["month": month.description, "name": check.name, "is_warning": check.isWarning, "message": check.message])
        }
    }

    private func freezeMonth(_ statement: Statement, at closedAt: String, in db: Database) throws {
        let totals = try statement.totals()
        var record: [String: DatabaseValue] = [
            "month": statement.month.description.databaseValue, "closed_at": closedAt.databaseValue, "run": statement.run.id.databaseValue,
            "time_zone": statement.period.zone.name.databaseValue, "grace_seconds": statement.period.graceSeconds.databaseValue,
            "tool_version": toolVersion.databaseValue, "lines": totals.lines.databaseValue, "task_count": totals.taskCount.databaseValue,
            "adjustments": totals.adjustments.databaseValue, "adjusted_task_count": totals.adjustedTaskCount.databaseValue,
        ]
        record["content_sha256"] = try MonthContent.sha256(of: statement.month, record: record, in: db).databaseValue
        try db.execute(sql: BillingSQL.freezeMonth, arguments: StatementArguments(record))
    }
}
