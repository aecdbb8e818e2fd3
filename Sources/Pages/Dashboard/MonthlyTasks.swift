import Foundation
import Store
import Values

/// The tasks of each month, summed over the rows of a report with the columns `month` and `task_count`.
struct MonthlyTasks: FigureSource {
    private static let day = 86_400.0

    private let month: Int
    private let tasks: Int
    /// Real numbers: sums of counts may be larger than 64 bits, and they are exact up to 2^53.
    private var sums: [String: Double] = [:]

    init?(columns: [String]) {
        guard let month = columns.firstIndex(of: "month"), let tasks = columns.firstIndex(of: "task_count") else { return nil }
        (self.month, self.tasks) = (month, tasks)
    }

    mutating func add(_ cells: [StoredValue]) {
        guard case .text(let month) = cells[month], case .integer(let tasks) = cells[tasks] else { return }
        sums[month, default: 0] += Double(tasks)
    }

    /// The last complete month against the one before, and the running month against the last one's pace.
    func figures(at now: Date) -> [DashboardFigure] {
        let today = MomentText.civilDate(now)
        let months = (0...2).map { Self.month(before: today, by: $0) }
        return [lastMonth(months), thisMonth(months, at: now)].compactMap(\.self)
    }

    private func lastMonth(_ months: [CivilDate]) -> DashboardFigure? {
        guard let last = sums[Self.key(months[1])], let value = Self.text(last) else { return nil }
        let change = sums[Self.key(months[2])].flatMap { before in
            let name = EnglishDate.month(months[2])
            if last == before { return "as many as in \(name)" }
            let percent = before == 0 ? "" : Self.percent((last - before) / before).map { " (\($0))" } ?? ""
            return Self.text(abs(last - before)).map { "\(last > before ? "+" : "-")\($0)\(percent) from \(name)" }
        }
        return DashboardFigure(value: value, label: "tasks in \(EnglishDate.month(months[1]))", change: change)
    }

    /// A month that is not over is compared by its tasks a day, once it has had one.
    private func thisMonth(_ months: [CivilDate], at now: Date) -> DashboardFigure? {
        guard let tasks = sums[Self.key(months[0])], let value = Self.text(tasks) else { return nil }
        let seconds = now.timeIntervalSince1970 - Double(months[0].daysSince1970) * Self.day
        var change = "to \(EnglishDate.day(MomentText.civilDate(now)))"
        if seconds >= Self.day, let pace = Self.text(tasks * Self.day / seconds) {
            change += ": \(pace) a day"
            let days = Double(CivilDate.days(in: months[1].month, of: months[1].year))
            if let last = sums[Self.key(months[1])].flatMap({ Self.text($0 / days) }) {
                change += ", \(EnglishDate.month(months[1])) had \(last)"
            }
        }
        return DashboardFigure(value: value, label: "tasks in \(EnglishDate.month(months[0])) so far", change: change)
    }

    /// Rounded; nil for a number that is too large to be one.
    private static func text(_ number: Double) -> String? { Int64(exactly: number.rounded())?.grouped }

    /// `+11.8 %`; nil for a share that is too large to mean anything.
    private static func percent(_ share: Double) -> String? {
        guard let tenths = Int64(exactly: (abs(share) * 1_000).rounded()) else { return nil }
        return "\(share < 0 ? "-" : "+")\((tenths / 10).grouped).\(tenths % 10) %"
    }

    private static func month(before day: CivilDate, by count: Int) -> CivilDate {
        let months = day.year * 12 + day.month - 1 - count
        return CivilDate(year: months / 12, month: months % 12 + 1, day: 1) ?? day
    }

    private static func key(_ month: CivilDate) -> String { String(month.description.prefix(7)) }
}
