import ArgumentParser
import Foundation
import Reports
import Store

/// `diff`: the net difference of two moments.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what is different after one run from what was after another: counts first, then the objects.",
        discussion: """
            It is the net difference: what came and went in between, or changed and changed back, is left out. A later run \
            before an earlier one shows what going back would do. In a table the growth of task usage in months that were \
            running is summed up in a line, unless --resource task_usage asks for it. The formats but table have a row an \
            object, or with --counts a row a table.

            Examples:
              workato-mirror diff 1
              workato-mirror diff 1 latest --resource recipes --limit 0
              workato-mirror diff 1 2 --counts --format csv
            """)

    @Argument(help: "A run's number, a time, or a date or 'yesterday', whose last run (UTC) it means; or latest.")
    var from: String

    @Argument(help: "The same. Default: the last run.")
    var to = "latest"

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var objects: SelectionOptions

    @Flag(help: "The counts only.")
    var counts = false

    @Option(help: "At most so many objects; 0 for all. Default: 100 in a table, else all.")
    var limit: Int?

    @OptionGroup var result: ResultOptions

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is a number of objects, or 0 for all.") }
        if counts, limit != nil { throw ValidationError("Give --counts or --limit.") }
    }

    func run() async throws {
        let isCancelled = Signals.interruption()
        let history = try History(await database.path())
        let question = DiffQuestion(
            history: history, selection: try objects.selection(in: history), first: try history.moment(from, of: "diff"),
            last: try history.moment(to, of: "diff"), listsUsage: objects.resource != nil, isCancelled: isCancelled)
        guard try result.chosenFormat() == .table else {
            return counts ? try question.writeCounts(to: result) : try question.writeObjects(to: result, limit: limit ?? 0)
        }
        try question.writeText(to: result, limit: counts ? nil : limit ?? 100)
    }
}
