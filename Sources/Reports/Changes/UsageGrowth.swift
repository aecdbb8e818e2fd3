import Foundation
import Store
import Values

/// The growth of task usage in running months. Nearly every run finds it for nearly every customer, so `changes` and `diff` sum it up.
///
/// It takes updates of `task_usage` that only raise `task_count`, in a month that was running. A first figure, a lower figure and a figure that
/// comes late are listed like other changes. The clock says which month is running. If the account lives in another time, as a simulated
/// account does, it is the newest month that the mirror knew at that time.
public struct UsageGrowth: Sendable {
    private static let table = "task_usage"
    /// A month begins earliest where the clock is 14 hours ahead of UTC, and ends latest where it is 12 hours behind.
    private static let (ahead, behind) = (14.0, 12.0)
    /// The API reports the tasks of a month's last day up to two days late.
    private static let lag = 48.0

    private var months: [String: (figures: Int, tasks: Int128)] = [:]
    private let known: [(month: String, firstRun: Int64)]
    /// The span of the last call. A run has many figures, and their span is the same.
    private var span: Span?

    /// The months that ran between two moments.
    private struct Span {
        let early: RunMoment
        let late: RunMoment
        let months: [ClosedRange<String>]
    }

    /// - Parameter known: the months that the mirror knows, in their order, each with the run that first had it.
    public init(known: [(month: String, firstRun: Int64)] = []) { self.known = known }

    public var isEmpty: Bool { months.isEmpty }
    /// How many changes are in the sums.
    public var figures: Int { months.values.reduce(0) { $0 + $1.figures } }

    /// Empties the sums, for the next run.
    mutating func reset() { months = [:] }

    /// Adds the change if it is such growth.
    ///
    /// - Parameters:
    ///   - first: the moment of the change, or the first of two moments that are compared.
    ///   - last: the second moment. It may be the earlier one; then the sum goes down.
    /// - Returns: whether it was added.
    public mutating func take(_ object: ChangedObject, from first: RunMoment, to last: RunMoment) -> Bool {
        let isReversed = first.id > last.id
        let (early, late) = isReversed ? (last, first) : (first, last)
        guard object.table.name == Self.table, let growth = Self.growth(of: object, isReversed: isReversed),
            let month = Self.text("month", of: object), isRunning(month, early, late)
        else { return false }
        let known = months[month] ?? (0, 0)
        months[month] = (known.figures + 1, known.tasks + Int128(growth))
        return true
    }

    /// One line for each month. There are two months only around the first of a month.
    func lines(_ style: TextStyle) -> [String] {
        months.sorted { $0.key < $1.key }.flatMap { month, sum in
            let figures = sum.figures == 1 ? "1 figure" : "\(sum.figures) figures"
            let told =
                "usage: \(figures) of \(VisibleText.escaped(month)) \(sum.tasks < 0 ? "fell" : "grew") by \(sum.tasks.magnitude) tasks"
            return style.wrapped("\(told) (see --resource \(Self.table))", indent: 2)
        }
    }

    private static func growth(of object: ChangedObject, isReversed: Bool) -> Int64? {
        guard let before = object.before, let after = object.after, let place = object.table.columns.firstIndex(of: "task_count"),
            object.changedPlaces == [place], case .integer(let old) = before[place], case .integer(let new) = after[place]
        else { return nil }
        let (growth, overflow) = new.subtractingReportingOverflow(old)
        return overflow || (isReversed ? growth > 0 : growth < 0) ? nil : growth
    }

    private static func text(_ column: String, of object: ChangedObject) -> String? {
        guard let place = object.table.columns.firstIndex(of: column), case .text(let text) = object.row[place] else { return nil }
        return text
    }

    private mutating func isRunning(_ month: String, _ early: RunMoment, _ late: RunMoment) -> Bool {
        if let span, span.early == early, span.late == late { return span.months.contains { $0.contains(month) } }
        let span = Span(early: early, late: late, months: runningMonths(early, late))
        self.span = span
        return span.months.contains { $0.contains(month) }
    }

    /// The running months by the clock. If the newest month that the mirror knew is not one of them, that month too.
    private func runningMonths(_ early: RunMoment, _ late: RunMoment) -> [ClosedRange<String>] {
        let running = Self.running(early.at, late.at)
        guard let newest = known.last(where: { $0.firstRun <= late.id })?.month, !running.contains(newest) else { return [running] }
        let first = known.last { $0.firstRun <= early.id }?.month ?? newest
        return [running, min(first, newest)...newest]
    }

    /// The months that were running in any time zone at some time between two moments, as `YYYY-MM`.
    private static func running(_ first: String, _ last: String) -> ClosedRange<String> {
        func month(_ stamp: String, hours: Double) -> String? {
            Date(stamp: stamp).map { CalendarText.month(of: $0.addingTimeInterval(hours * 3600)) }
        }
        guard let from = month(first, hours: -(lag + behind)), let to = month(last, hours: ahead), from <= to else { return "~"..."~" }
        return from...to
    }
}
