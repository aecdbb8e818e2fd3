import Foundation
import Reports
import Values

/// A number at the top of a dashboard: what it is, and how it is taken from a report's rows.
struct Figure: Sendable {
    /// How a number is made from the rows.
    enum Measure: Sendable {
        /// How many rows there are.
        case rows
        /// How many rows have more than 0 in a column.
        case positive(String)
        /// The sum of columns.
        case sum([String])
        /// A column of the last row.
        case last(String)
    }

    let report: String
    /// What is counted, for one and for any other number.
    let label: (one: String, many: String)
    let measure: Measure

    /// Those of the built-in reports, in the order in which they are shown.
    static let all: [Figure] = [
        Figure(report: "customers-gained-and-lost", label: ("customer", "customers"), measure: .last("customers")),
        Figure(
            report: "customers-near-task-limit", label: ("customer near its task limit", "customers near their task limit"), measure: .rows),
        Figure(report: "recipe-failure-rate", label: ("recipe with failed jobs", "recipes with failed jobs"), measure: .positive("failed")),
        Figure(report: "connections-broken", label: ("broken connection", "broken connections"), measure: .rows),
        Figure(report: "recipes-stopped", label: ("stopped recipe", "stopped recipes"), measure: .rows),
        Figure(
            report: "resource-freshness", label: ("listing failed or never made", "listings failed or never made"),
            measure: .sum(["failing", "never"])),
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

/// A figure that is being counted, row by row. It is nil if the result lacks a column that it needs.
struct FigureCount {
    private let measure: Figure.Measure
    private let places: [Int]
    private(set) var value: Int64 = 0

    init?(_ measure: Figure.Measure, columns: [String]) {
        let names =
            switch measure {
            case .rows: [String]()
            case .positive(let name), .last(let name): [name]
            case .sum(let names): names
            }
        places = names.compactMap(columns.firstIndex)
        guard places.count == names.count else { return nil }
        self.measure = measure
    }

    mutating func add(_ cells: [StoredValue]) {
        let numbers = places.map { Self.number(cells[$0]) }
        switch measure {
        case .rows: value += 1
        case .positive: value += numbers[0] > 0 ? 1 : 0
        case .sum: value = numbers.reduce(value) { $0.addingReportingOverflow($1).partialValue }
        case .last: value = numbers[0]
        }
    }

    private static func number(_ cell: StoredValue) -> Int64 {
        switch cell {
        case .integer(let number): number
        case .real(let number): Int64(exactly: number.rounded()) ?? 0
        case .null, .text, .blob: 0
        }
    }
}
