import Foundation
import Store

/// What a close has to freeze, computed in the plainest way from what every run has shown. It shares no code with the module.
struct BillingModel {
    /// A published run, and who was in the mirror after it.
    struct Run {
        let id: Int64
        let startedAt: Date
        let finishedAt: Date
        /// Whether it has read the usage to its end.
        let readsUsage: Bool
        let live: Set<Int64>
    }

    struct Slot: Hashable {
        let month: String
        let customer: Int64
    }

    private struct Figure {
        var tasks: Int64
        /// The run that first saw it, since the figure was another.
        var seenRun: Int64
    }

    private struct Sight {
        var facts: CustomerFacts
        let first: Int64
        var last: Int64
    }

    private(set) var runs: [Run] = []
    private var figures: [Slot: Figure] = [:]
    private var customers: [Int64: Sight] = [:]
    /// Every plan that a customer has had.
    private(set) var plansSeen: Set<String> = []
    private(set) var lines: [BilledLine] = []
    private(set) var adjustments: [BilledAdjustment] = []
    private(set) var months: [BilledMonth] = []

    /// Notes what a run has found.
    ///
    /// - Parameters:
    ///   - live: all customers of the mirror after the run.
    ///   - shown: the figures that it was shown; others stay as they were.
    mutating func note(
        run id: Int64, from startedAt: Date, to finishedAt: Date, readsUsage: Bool = true, live: [Int64: CustomerFacts],
        shown: [Slot: Int64]
    ) {
        runs.append(
            Run(id: id, startedAt: startedAt, finishedAt: finishedAt, readsUsage: readsUsage, live: Set(live.keys)))
        for (customer, facts) in live { customers[customer] = Sight(facts: facts, first: customers[customer]?.first ?? id, last: id) }
        plansSeen.formUnion(live.values.compactMap(\.plan))
        for (slot, tasks) in shown where figures[slot]?.tasks != tasks { figures[slot] = Figure(tasks: tasks, seenRun: id) }
    }

    /// The newest figure that was shown.
    func figure(_ slot: Slot) -> Int64? { figures[slot]?.tasks }

    func hasFigure(where matches: (String) -> Bool) -> Bool { figures.keys.contains { matches($0.month) } }

    /// Whether the mirror knows the customer, or a figure of it.
    func hasSeen(_ customer: Int64) -> Bool { customers[customer] != nil || figures.keys.contains { $0.customer == customer } }

    var closed: [String] { months.map(\.month) }

    /// The line and all adjustments of a month together.
    func billed(_ slot: Slot) -> Int64 {
        lines.filter { $0.month == slot.month && $0.customer == slot.customer }.map(\.quantity).reduce(0, +)
            + adjustments.filter { $0.ofMonth == slot.month && $0.customer == slot.customer }.map(\.difference).reduce(0, +)
    }

    private func facts(of customer: Int64) -> CustomerFacts { customers[customer]?.facts ?? CustomerFacts() }
}

extension BillingModel {
    /// The lines that a close would freeze now.
    ///
    /// - Parameter period: when the month begins and ends.
    func linesNow(of month: String, _ period: Range<Date>) -> [BilledLine] {
        var members = Set(figures.keys.filter { $0.month == month }.map(\.customer)).union(runs.last?.live ?? [])
        for run in runs where period.contains(run.startedAt) { members.formUnion(run.live) }
        return members.sorted().map { customer in
            let tasks = figure(Slot(month: month, customer: customer))
            return BilledLine(
                month: month, customer: customer, facts: facts(of: customer), quantity: tasks ?? 0, isReported: tasks != nil,
                firstSeen: customers[customer]?.first, lastSeen: customers[customer]?.last)
        }
    }

    /// The adjustments that a close would freeze now.
    func adjustmentsNow(for month: String) -> [BilledAdjustment] {
        let slots = figures.keys.filter { closed.contains($0.month) && $0.month < month }
        return slots.sorted { ($0.month, $0.customer) < ($1.month, $1.customer) }.compactMap { slot in
            guard let figure = figures[slot], let run = runs.first(where: { $0.id == figure.seenRun }) else { return nil }
            let before = billed(slot)
            guard figure.tasks != before else { return nil }
            return BilledAdjustment(
                month: month, ofMonth: slot.month, customer: slot.customer, facts: facts(of: slot.customer), billed: before,
                corrected: figure.tasks, seenRun: figure.seenRun, seenAt: run.finishedAt.stamp)
        }
    }

    mutating func close(_ month: String, _ period: Range<Date>, now: Date) {
        let (newLines, newAdjustments) = (linesNow(of: month, period), adjustmentsNow(for: month))
        lines += newLines
        adjustments += newAdjustments
        // Never before the run that it is closed by.
        let closedAt = max(now.stamp, runs.last?.finishedAt.stamp ?? "")
        months.append(
            BilledMonth(
                month: month, closedAt: closedAt, run: runs.last?.id ?? 0, lines: newLines.count,
                tasks: newLines.map(\.quantity).reduce(0, +), adjustments: newAdjustments.count,
                adjustedTasks: newAdjustments.map(\.difference).reduce(0, +)))
    }
}

/// Calendar months in a zone, by Foundation's calendar.
enum MonthBounds {
    static func of(_ month: String, in zone: String) -> Range<Date> {
        let (year, number) = (Int(month.prefix(4)) ?? 0, Int(month.suffix(2)) ?? 0)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        func start(_ number: Int) -> Date { calendar.date(from: DateComponents(year: year, month: number, day: 1)) ?? .distantPast }
        return start(number)..<start(number + 1)
    }

    static func following(_ month: String) -> String { text(Int(month.prefix(4)) ?? 0, (Int(month.suffix(2)) ?? 0) + 1) }

    /// - Parameter number: from 1; 13 is the next year's January.
    static func text(_ year: Int, _ number: Int) -> String {
        let (year, number) = (year + (number - 1) / 12, (number - 1) % 12 + 1)
        return "\(year)-\(number < 10 ? "0" : "")\(number)"
    }
}
