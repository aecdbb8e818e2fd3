import Billing
import Reports
import Values

/// The list of months: as text for people, as rows in the data formats.
struct MonthListOutput {
    let months: [MonthSummary]

    private static let columns = [
        "month", "state", "customers", "tasks", "corrections", "corrected_tasks", "waiting_corrections", "waiting_tasks", "reason",
        "closed_at", "run",
    ]

    func write(to result: ResultOptions, mirror: String) throws {
        guard try result.chosenFormat() == .table else {
            return try result.write(mirror: mirror) { writer in
                var writer = writer
                try writer.begin(columns: Self.columns)
                for month in months { try writer.row(cells(of: month)) }
                try writer.end()
                return months.count
            }
        }
        try result.write(text: text, mirror: mirror)
    }

    private func cells(of month: MonthSummary) -> [StoredValue] {
        [
            .text(month.month.description), .text(month.state.rawValue), .integer(Int64(month.customers)), .integer(month.tasks),
            .integer(Int64(month.corrections)), .integer(month.correctedTasks), .integer(Int64(month.waiting)),
            .integer(month.waitingTasks),
            month.reason.map { .text($0.description) } ?? .null, month.closedAt.map(StoredValue.text) ?? .null,
            month.run.map(StoredValue.integer) ?? .null,
        ]
    }

    private var text: String {
        guard !months.isEmpty else { return "no month yet: the mirror has no figure\n" }
        var table = TextTable([.left(9), .left(10), .right(9), .right(14), .right(22)])
        table.add(["month", "state", "customers", "tasks", "corrections"])
        for month in months {
            table.add([
                month.month.description, month.state.rawValue, month.customers.grouped, month.tasks.grouped,
                month.corrections == 0 ? "·" : "\(month.corrections.grouped): \(month.correctedTasks.groupedDifference)",
            ])
        }
        let sections = [table.lines, waiting, reasons].filter { !$0.isEmpty }
        return sections.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private var waiting: [String] {
        let waiting = months.filter { $0.waiting > 0 }
        guard !waiting.isEmpty else { return [] }
        return ["corrections that wait for the next close"]
            + waiting.map { "  of \($0.month): \($0.waiting.grouped("customer")), \($0.waitingTasks.groupedDifference) tasks" }
    }

    /// Months that can never be closed are many and need one line.
    private var reasons: [String] {
        var lines: [String] = []
        // As long as none is closed, the first may be any: the newest is the likeliest.
        let hasClosed = months.contains { $0.state == .closed }
        if let next = hasClosed ? months.first(where: { $0.state == .closable }) : months.last(where: { $0.state == .closable }) {
            lines.append("next: workato-mirror billing preview \(next.month), then billing close \(next.month)")
        }
        for month in months {
            guard let reason = month.reason else { continue }
            if case .beforeFirst = reason { continue }
            lines.append(Terminal.wrapped(reason.description, indent: 0))
        }
        if let first = months.first(where: { $0.state == .closed }), months.first?.month != first.month {
            lines.append("months before \(first.month), the first that was closed, can never be closed")
        }
        return lines
    }
}
