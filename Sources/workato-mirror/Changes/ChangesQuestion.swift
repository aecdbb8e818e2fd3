import Reports
import Store

/// A question that `changes` was asked, and its answer: once, or run by run until it is interrupted.
struct ChangesQuestion {
    let history: History
    let selection: HistorySelection
    let listsCounters: Bool
    let listsUsage: Bool
    let isCancelled: @Sendable () -> Bool

    func answer(_ runs: ClosedRange<Int64>?, to result: ResultOptions) throws {
        guard try result.chosenFormat() == .table else {
            return try result.write(mirror: history.path, nested: ChangeRows.nested) { writer in
                var writer = writer
                try writer.begin(columns: ChangeRows.columns)
                let count = try each(runs) { try writer.row(ChangeRows.cells($0, $1)) }
                try writer.end()
                return count
            }
        }
        try result.writeText(mirror: history.path) { output, style in
            var text = try text(to: output, style)
            try each(runs) { try text.add($0, $1) }
            try text.end()
        }
    }

    /// Answers for `runs`, and then for every run as it is published, until it is interrupted.
    ///
    /// - Parameter pause: waits until the file should be looked at again.
    func follow(_ runs: ClosedRange<Int64>?, as format: OutputFormat, guardsFormulas: Bool, pause: () async throws -> Void) async throws {
        let output = StandardOutput.buffered()
        var writer = format.writer(to: output, guardsFormulas: guardsFormulas, nested: ChangeRows.nested)
        var text = try text(to: output, Terminal.style)
        if format != .table { try writer.begin(columns: ChangeRows.columns) }
        var published = PublishedRuns(in: history, from: try runs?.lowerBound ?? history.lastRun() + 1)
        while !isCancelled() {
            if let runs = try published.take() {
                try each(runs) { format == .table ? try text.add($0, $1) : try writer.row(ChangeRows.cells($0, $1)) }
                try text.endRun()
            }
            try output.flush()
            try await pause()
        }
    }

    private func text(to output: BufferedOutput, _ style: TextStyle) throws -> ChangesText {
        let growth = listsUsage ? UsageGrowth() : UsageGrowth(known: try history.usageMonths())
        return ChangesText(to: output, style: style, listsCounters: listsCounters, listsUsage: listsUsage, growth: growth)
    }

    /// - Returns: how many changes there were.
    @discardableResult
    private func each(_ runs: ClosedRange<Int64>?, _ body: (RunMoment, ChangedObject) throws -> Void) throws -> Int {
        var count = 0
        guard let runs else { return count }
        try history.changes(in: runs, of: selection) { run, object in
            if isCancelled() { throw ReportsError.cancelled }
            try body(run, object)
            count += 1
        }
        return count
    }
}
