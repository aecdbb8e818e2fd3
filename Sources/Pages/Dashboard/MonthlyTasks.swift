import Foundation
import Store
import Values

/// The tasks of each month, summed over the rows of a report with the columns `month` and `task_count`.
struct MonthlyTasks: FigureSource {
    private let month: Int
    private let tasks: Int
    private var sums: [String: Int64] = [:]

    init?(columns: [String]) {
        guard let month = columns.firstIndex(of: "month"), let tasks = columns.firstIndex(of: "task_count") else { return nil }
        (self.month, self.tasks) = (month, tasks)
    }

    mutating func add(_ cells: [StoredValue]) {
        guard case .text(let month) = cells[month], case .integer(let tasks) = cells[tasks] else { return }
        sums[month] = (sums[month] ?? 0).addingReportingOverflow(tasks).partialValue
    }

    /// The last complete month against the one before, and the running month against the last one's pace.
    ///
    /// - Parameter now: the time of the run.
    /// - Returns: only what both months are known for.
    func figures(at now: Date) -> [DashboardFigure] {
        let today = MomentText.civilDate(now)
        let months = (0...2).map { Self.month(before: today, by: $0) }
        return [lastMonth(months), thisMonth(months, today: today)].compactMap(\.self)
    }

    private func lastMonth(_ months: [CivilDate]) -> DashboardFigure? {
        guard let last = sums[Self.key(months[1])] else { return nil }
        let change = sums[Self.key(months[2])].map { before in
            let difference = last - before
            let percent = before == 0 ? "" : " (\(Self.percent(Double(difference) / Double(before))))"
            return difference == 0
                ? "as many as in \(Self.name(months[2]))" : "\(difference.groupedDifference)\(percent) from \(Self.name(months[2]))"
        }
        return DashboardFigure(value: last.grouped, label: "tasks in \(Self.name(months[1]))", change: change)
    }

    /// A month that has only begun is compared by its tasks a day.
    private func thisMonth(_ months: [CivilDate], today: CivilDate) -> DashboardFigure? {
        guard let now = sums[Self.key(months[0])] else { return nil }
        var change = "to \(MomentText.day(today)): \((now / Int64(today.day)).grouped) a day"
        if let last = sums[Self.key(months[1])] {
            let days = Int64(CivilDate.days(in: months[1].month, of: months[1].year))
            change += ", \(Self.name(months[1])) had \((last / days).grouped)"
        }
        return DashboardFigure(value: now.grouped, label: "tasks in \(Self.name(months[0])) so far", change: change)
    }

    private static func percent(_ share: Double) -> String {
        let tenths = Int64((abs(share) * 1_000).rounded())
        return "\(share < 0 ? "-" : "+")\((tenths / 10).grouped).\(tenths % 10) %"
    }

    private static func month(before day: CivilDate, by count: Int) -> CivilDate {
        let months = day.year * 12 + day.month - 1 - count
        return CivilDate(year: months / 12, month: months % 12 + 1, day: 1) ?? day
    }

    private static func key(_ month: CivilDate) -> String { String(month.description.prefix(7)) }

    private static func name(_ month: CivilDate) -> String { MomentText.month(key(month)) ?? key(month) }
}
