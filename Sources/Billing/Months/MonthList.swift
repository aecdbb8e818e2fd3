import Foundation
import GRDB
import Store

/// One month in the list of months.
public struct MonthSummary: Sendable {
    public enum State: String, Sendable {
        /// It waits for something.
        case open
        case closable
        case closed
    }

    public let month: BillingMonth
    public let state: State
    /// Lines of a closed month; of an open one, customers with a figure so far.
    public let customers: Int
    public let tasks: Int64
    /// Of a closed month: the corrections in its close.
    public let corrections: Int
    public let correctedTasks: Int64
    /// Of a closed month: how many corrections of it wait for the next close.
    public let waiting: Int
    public let waitingTasks: Int64
    /// What a close waits for, or why there can be none.
    public let reason: BillingError?
    public let closedAt: String?
    public let run: Int64?
}

/// Reads the months that have a figure or a run, and the closed ones.
struct MonthList {
    let db: Database
    let terms: CloseTerms
    let now: Date

    private struct Figures {
        var customers = 0
        var tasks: Int64 = 0
    }

    func months() throws -> [MonthSummary] {
        let gate = try CloseGate(db, now: now)
        let choice = MonthChoice(terms: terms, closed: gate.closed)
        let (zone, grace) = try (choice.zone(), terms.graceSeconds())
        let figures = try figures()
        let waiting = try waiting()
        let runs = try monthsOfRuns(in: zone)
        let months = Set(figures.keys).union(runs).union(gate.closed.map(\.month)).union(gap(gate, runs.union(figures.keys))).sorted()
        return try months.map { month in
            if let closed = gate.closed.first(where: { $0.month == month }) { return summary(of: closed, waiting[month] ?? Figures()) }
            let period = BillingPeriod(month: month, zone: zone, graceSeconds: grace)
            let reason = try gate.refusal(of: month) ?? gate.obstacle(to: period)
            let figures = figures[month] ?? Figures()
            return MonthSummary(
                month: month, state: reason == nil ? .closable : .open, customers: figures.customers, tasks: figures.tasks, corrections: 0,
                correctedTasks: 0, waiting: 0, waitingTasks: 0, reason: reason, closedAt: nil, run: nil)
        }
    }

    /// The month that comes next may have neither a figure nor a run, and holds up all later ones.
    private func gap(_ gate: CloseGate, _ known: Set<BillingMonth>) -> [BillingMonth] {
        guard let next = gate.closed.last?.month.next, known.contains(where: { $0 > next }) else { return [] }
        return [next]
    }

    private func summary(of closed: ClosedMonth, _ waiting: Figures) -> MonthSummary {
        MonthSummary(
            month: closed.month, state: .closed, customers: closed.totals.lines, tasks: closed.totals.taskCount,
            corrections: closed.totals.adjustments, correctedTasks: closed.totals.adjustedTaskCount, waiting: waiting.customers,
            waitingTasks: waiting.tasks, reason: nil, closedAt: closed.closedAt, run: closed.run)
    }

    private func figures() throws -> [BillingMonth: Figures] {
        try Dictionary(
            Row.fetchAll(db, sql: BillingSQL.knownMonths).compactMap { row in
                BillingMonth(row["month"]).map { ($0, Figures(customers: row["customers"], tasks: row["task_count"])) }
            }
        ) { first, _ in first }
    }

    /// The corrections of closed months that the next close would have.
    private func waiting() throws -> [BillingMonth: Figures] {
        try db.execute(sql: BillingSQL.statementTables)
        try db.execute(sql: BillingSQL.computeAdjustments, arguments: ["month": "9999-99"])
        return try Dictionary(
            Row.fetchAll(db, sql: BillingSQL.waitingCorrections).compactMap { row in
                BillingMonth(row["of_month"]).map { ($0, Figures(customers: row["customers"], tasks: row["difference"])) }
            }
        ) { first, _ in first }
    }

    private func monthsOfRuns(in zone: BillingZone) throws -> Set<BillingMonth> {
        let starts = try String.fetchAll(db, sql: "SELECT started_at FROM sync_runs WHERE state <> 'failed' ORDER BY id")
        return Set(starts.compactMap(Date.init(stamp:)).map(zone.month))
    }
}
