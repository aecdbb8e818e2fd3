import Foundation
import Reports
import Values

/// A number at the top of a dashboard: what it is, and how it is taken from a report's rows.
struct Figure: Sendable {
    /// How a number is made from the rows.
    enum Measure: Sendable {
        /// How many rows there are.
        case rows
        /// The sum of a column.
        case sum(String)
        /// A column of the last row.
        case last(String)
    }

    let report: String
    /// What is counted, for one and for any other number.
    let label: (one: String, many: String)
    let measure: Measure
    /// Whether a past run knew as much about it. What is counted from run to run is not known for the time before the first one.
    var isComparable = true

    /// Those of the built-in reports. The page has them in the order of its reports.
    static let all: [Figure] = [
        Figure(report: "customers-gained-and-lost", label: ("customer", "customers"), measure: .last("customers")),
        Figure(
            report: "customers-near-task-limit", label: ("customer near its task limit", "customers near their task limit"), measure: .rows),
        Figure(report: "recipe-failure-rate", label: ("recipe that fails", "recipes that fail"), measure: .rows, isComparable: false),
        Figure(report: "connections-broken", label: ("broken connection", "broken connections"), measure: .rows),
        Figure(report: "recipes-stopped", label: ("stopped recipe", "stopped recipes"), measure: .rows),
        Figure(
            report: "resource-freshness", label: ("listing that fails", "listings that fail"), measure: .sum("failing"), isComparable: false
        ),
    ]

    /// What makes further figures of a report, by its name.
    static let sources: [String: any FigureSource.Type] = [
        "task-usage-by-month": MonthlyTasks.self, "resource-freshness": OldestListing.self,
    ]
}

/// Makes figures of a report that need no second look at the past.
protocol FigureSource: Sendable {
    /// - Returns: nil if the result lacks a column that they need.
    init?(columns: [String])

    mutating func add(_ cells: [StoredValue])

    /// - Parameter now: the time of the run.
    func figures(at now: Date) -> [DashboardFigure]
}

/// A figure that is being counted, row by row.
struct FigureCount {
    private let measure: Figure.Measure
    private let place: Int?
    /// Nil if a number was too large.
    private(set) var value: Int64? = 0

    /// - Returns: nil if the result lacks the column that it needs.
    init?(_ measure: Figure.Measure, columns: [String]) {
        self.measure = measure
        switch measure {
        case .rows: place = nil
        case .sum(let name), .last(let name):
            guard let place = columns.firstIndex(of: name) else { return nil }
            self.place = place
        }
    }

    mutating func add(_ cells: [StoredValue]) {
        switch measure {
        case .rows: value = value.map { $0 + 1 }
        case .sum: value = Self.sum(value, place.flatMap { Self.number(cells[$0]) })
        case .last: value = place.flatMap { Self.number(cells[$0]) }
        }
    }

    private static func sum(_ one: Int64?, _ other: Int64?) -> Int64? {
        guard let one, let other else { return nil }
        let (sum, isTooLarge) = one.addingReportingOverflow(other)
        return isTooLarge ? nil : sum
    }

    private static func number(_ cell: StoredValue) -> Int64? {
        switch cell {
        case .integer(let number): number
        case .real(let number): Int64(exactly: number.rounded())
        case .null, .text, .blob: 0
        }
    }
}

/// A number at the top, as it is shown.
struct DashboardFigure {
    let value: String
    let label: String
    /// How it has changed, if that is known.
    let change: String?
}
