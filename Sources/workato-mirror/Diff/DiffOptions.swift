import ArgumentParser
import Reports
import Store

/// The flags that say what of a difference is shown, and how: those of `diff` and of `snapshot diff`.
struct DiffOptions: ParsableArguments {
    @OptionGroup var objects: SelectionOptions

    @Flag(help: "Show the counts only.")
    var counts = false

    @Option(help: "Show at most this many objects; 0 for all. Default: 100 in a table, else all.")
    var limit: Int?

    @OptionGroup var result: ResultOptions

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is a number of objects, or 0 for all.") }
        if counts, limit != nil { throw ValidationError("Give --counts or --limit.") }
    }

    func selection(in states: some Comparison) throws -> HistorySelection { try objects.selection(in: states) }

    func write(_ states: some Comparison, of selection: HistorySelection, isCancelled: @escaping @Sendable () -> Bool) throws {
        let question = DiffQuestion(
            states: states, selection: selection, listsUsage: objects.resource != nil, isCancelled: isCancelled)
        guard try result.chosenFormat() == .table else {
            return counts ? try question.writeCounts(to: result) : try question.writeObjects(to: result, limit: limit ?? 0)
        }
        try question.writeText(to: result, limit: counts ? nil : limit ?? 100)
    }
}
