import Reports
import Store

/// A question that `diff` or `snapshot diff` was asked, and its answer as counts, as rows or as text.
struct DiffQuestion<States: Comparison> {
    let states: States
    let selection: HistorySelection
    /// Whether text also lists the growth of usage in a running month, instead of summing it up.
    let listsUsage: Bool
    let isCancelled: @Sendable () -> Bool

    func writeCounts(to result: ResultOptions) throws {
        try result.write(mirror: states.path) { writer in
            var writer = writer
            try writer.begin(columns: ChangeRows.countColumns)
            var counts: [History.DifferenceCount] = []
            try compare(limit: nil, counted: { counts = $0 })
            for count in counts { try writer.row(ChangeRows.cells(count)) }
            try writer.end()
            return counts.count
        }
    }

    func writeObjects(to result: ResultOptions, limit: Int) throws {
        try result.write(mirror: states.path, nested: ChangeRows.nested) { writer in
            var writer = writer
            try writer.begin(columns: ChangeRows.differenceColumns)
            let rows = try compare(limit: limit, each: { try writer.row(ChangeRows.cells($0)) })
            try writer.end()
            return rows
        }
    }

    /// - Parameter limit: nil for only the counts, 0 for all objects.
    func writeText(to result: ResultOptions, limit: Int?) throws {
        try result.writeText(mirror: states.path) { output, style in
            var text = DifferenceText(to: output, style: style)
            let none = UsageGrowth(known: limit == nil || listsUsage ? [] : try states.usageMonths())
            let growth = limit == nil || listsUsage ? none : try self.growth(from: none)
            text.growth = growth
            var folded = none
            let isFolded = { (object: ChangedObject) in !growth.isEmpty && folded.take(object, from: states.first, to: states.last) }
            try compare(limit: limit, skipping: isFolded, counted: { try text.begin(states, $0) }, each: { text.add($0) })
            try text.end(hint: "--limit 0 shows all")
        }
    }

    /// The growth of usage in all objects, even if only a few objects are listed.
    private func growth(from none: UsageGrowth) throws -> UsageGrowth {
        var growth = none
        var usage = selection
        guard usage.table == nil else { return growth }
        usage.table = "task_usage"
        let each = { (object: ChangedObject) in
            if isCancelled() { throw ReportsError.cancelled }
            _ = growth.take(object, from: states.first, to: states.last)
            return true
        }
        try states.difference(of: usage, counted: { _ in }, each: each)
        return growth
    }

    /// - Parameter isFolded: says which objects are summed up elsewhere. They do not count towards the limit.
    /// - Returns: how many objects `body` was called for.
    @discardableResult
    private func compare(
        limit: Int?, skipping isFolded: (ChangedObject) -> Bool = { _ in false },
        counted: ([History.DifferenceCount]) throws -> Void = { _ in }, each body: (ChangedObject) throws -> Void = { _ in }
    ) throws -> Int {
        var rows = 0
        let each = { (object: ChangedObject) in
            if isCancelled() { throw ReportsError.cancelled }
            guard let limit else { return false }
            if isFolded(object) { return true }
            guard limit == 0 || rows < limit else { return false }
            rows += 1
            try body(object)
            return true
        }
        try states.difference(of: selection, counted: counted, each: each)
        return rows
    }
}
