import Billing
import Reports
import Values

/// One month: as text for people, as the rows of statement.csv in the data formats.
struct MonthOutput {
    let view: MonthView

    func write(to result: ResultOptions, mirror: String) throws {
        guard try result.chosenFormat() == .table else {
            // The rows are data. What a person has to know beside them must not get lost.
            for check in view.checks where check.isWarning { Terminal.warn("\(check.name): \(check.message)") }
            if let obstacle = view.obstacle { Terminal.warn("not yet: \(obstacle.description)") }
            return try result.write(mirror: mirror) { writer in
                try Self.write(MonthView.columns, to: writer) { body in try view.forEachRow(body) }
            }
        }
        try result.writeText(mirror: mirror) { output, style in try writeText(to: output, width: style.width ?? 80) }
    }

    /// The figures first: what has to be looked at stands at the end, where a terminal shows it.
    private func writeText(to output: BufferedOutput, width: Int) throws {
        try output.append(heading)
        // A column without any value would only take room.
        let money = view.amounts.isEmpty ? ["amount"] : []
        try writeTable(MonthView.usageColumns, without: money, to: output, width: width) { try view.forEachUsage($0) }
        if view.totals.adjustments > 0 {
            try output.append("\ncorrections of earlier months\n\n")
            try writeTable(MonthView.correctionColumns, without: money, to: output, width: width) { try view.forEachCorrection($0) }
        }
        try output.append(summary)
    }

    private func writeTable(
        _ columns: [String], without dropped: [String], to output: BufferedOutput, width: Int,
        _ rows: (@escaping ([StoredValue]) throws -> Void) throws -> Void
    ) throws {
        let kept = columns.indices.filter { !dropped.contains(columns[$0]) }
        let writer = OutputFormat.table.writer(to: output, width: width, omitted: ResultOutput.tellOmitted)
        _ = try Self.write(kept.map { columns[$0] }, to: writer) { body in
            try rows { cells in try body(kept.map { cells[$0] }) }
        }
    }

    /// - Returns: how many rows there were.
    private static func write(
        _ columns: [String], to writer: any ResultWriter, _ rows: (@escaping ([StoredValue]) throws -> Void) throws -> Void
    ) throws -> Int {
        var writer = writer
        var count = 0
        try writer.begin(columns: columns)
        try rows { cells in
            count += 1
            try writer.row(cells)
        }
        try writer.end()
        return count
    }

    private var heading: String {
        let state = view.closed.map { "closed at \($0.closedAt)" } ?? "open: this is what a close would freeze now"
        return """
            \(view.month), \(state)
            period   \(view.period)
            figures  tasks, as the API counts them; as of \(view.run)


            """
    }

    private var summary: String {
        let totals = view.totals
        var lines = ["", "total    \(totals.text)"]
        lines += view.amounts.map { "         \($0)" }
        if let closed = view.closed { lines.append("sha256   \(closed.contentSHA256)") }
        if !view.checks.isEmpty { lines += ["", "checks"] + view.checks.map { CheckText.of($0) } }
        if let obstacle = view.obstacle {
            lines += ["", Terminal.wrapped("not yet: \(obstacle.description)", indent: 0)]
        } else if view.closed == nil {
            lines += ["", "It can be closed: workato-mirror billing close \(view.month), with the same flags"]
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

/// A check in lines of at most 80 columns.
enum CheckText {
    static func of(_ check: BillingCheck) -> String {
        Terminal.wrapped("\(check.isWarning ? "look:" : "ok:") \(check.name): \(VisibleText.escaped(check.message))", indent: 2)
    }
}

extension ControlTotals {
    /// Such as `4 customers, 3,138 tasks; 1 correction: +40 tasks`.
    fileprivate var text: String {
        let corrections = "\(adjustments.grouped("correction")): \(adjustedTaskCount.groupedDifference) tasks"
        return "\(lines.grouped("customer")), \(taskCount.grouped) tasks; \(adjustments == 0 ? "no corrections" : corrections)"
    }
}

/// What a close says when it is done.
struct CloseSummary {
    let outcome: MonthClose.Outcome

    var text: String {
        let (month, totals) = (outcome.month, outcome.month.totals)
        var lines = [
            "closed   \(month.month), as of run \(month.run), in the zone \(month.timeZone)",
            "total    \(totals.text)",
        ]
        lines += outcome.amounts.map { "         \($0)" }
        lines.append("sha256   \(month.contentSHA256)")
        if !outcome.checks.isEmpty { lines += ["", "checks"] + outcome.checks.map { CheckText.of($0) } }
        lines += ["", "next: workato-mirror billing export \(month.month) --output DIR"]
        return lines.map { $0 + "\n" }.joined()
    }
}
