import ArgumentParser
import Foundation
import Reports
import Store

/// `diff`: shows the net difference between two moments.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show the differences between the mirror after one run and after another: counts first, then the objects.",
        discussion: """
            It shows the net difference: what came and went in between, or changed and changed back, is left out. If the first \
            run is the later one, it shows what going back would change.

            The format table sums up the growth of task usage in months that were running in one line, unless you give \
            --resource task_usage. The other formats have a row for each object, or with --counts a row for each table.

            Examples:
              workato-mirror diff 1
              workato-mirror diff 1 latest --resource recipes --limit 0
              workato-mirror diff 1 2 --counts --format csv
            """)

    @Argument(help: "A run: its number, or latest; or a time, a date or yesterday, which mean the last run until then (UTC).")
    var from: String

    @Argument(help: "The run to compare with, in the same forms.")
    var to = "latest"

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var shown: DiffOptions

    func run() async throws {
        let isCancelled = Signals.interruption()
        let history = try History(await database.path())
        let runs = RunComparison(history, from: try history.moment(from, of: "diff"), to: try history.moment(to, of: "diff"))
        try shown.write(runs, of: shown.selection(in: runs), isCancelled: isCancelled)
    }
}
