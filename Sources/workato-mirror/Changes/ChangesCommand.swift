import ArgumentParser
import Foundation
import Reports
import Store

/// `changes`: shows what runs found new, changed or gone.
struct ChangesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes",
        abstract: "Show what runs found new, changed or gone, with old and new values.",
        discussion: """
            Without --run, --since, --until and --key, it shows the last run. With --key alone, it shows the object's whole life.

            The format table is text for reading. It only counts the changes of counters, which change on every run, unless you \
            give --measures or --resource. It sums up the growth of task usage in a running month in one line, unless you give \
            --resource task_usage. The other formats list every change in a row, with the columns of the view changes.

            Examples:
              workato-mirror changes
              workato-mirror changes --since yesterday --resource recipes
              workato-mirror changes --since monday --exclude lookup_table_rows,task_usage
              workato-mirror changes --run latest --format jsonl --output last.jsonl
              workato-mirror changes --follow
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var runs: RunOptions
    @OptionGroup var objects: SelectionOptions

    @Option(help: "One object: ID, MANAGED_USER_ID/ID, or a JSON object as in the column key.")
    var key: String?

    @Flag(help: "List the changes of counters too (in the format table).")
    var measures = false

    @Flag(help: "Keep running; show the changes of each run as it is published. Ctrl-C ends it.")
    var follow = false

    @OptionGroup var result: ResultOptions

    func validate() throws {
        guard follow else { return }
        if runs.run != nil || runs.until != nil { throw ValidationError("--follow goes on without end: give --since, or nothing.") }
        if result.output != nil { throw ValidationError("--follow writes to stdout, because a file appears when it is complete.") }
        if try [.json, .markdown].contains(result.chosenFormat()) { throw ValidationError("--follow writes table, csv, tsv or jsonl.") }
    }

    func run() async throws {
        let isCancelled = Signals.interruption()
        let history = try History(await database.path())
        let selection = try objects.selection(in: history, key: key)
        let runs = try runs.runs(in: history, isAboutObject: key != nil, now: Date())
        let question = ChangesQuestion(
            history: history, selection: selection, listsCounters: measures || objects.resource != nil,
            listsUsage: objects.resource != nil || key != nil, isCancelled: isCancelled)
        do {
            guard follow else { return try question.answer(runs, to: result) }
            try await question.follow(runs, as: result.chosenFormat(), guardsFormulas: result.guardsFormulas) {
                // To look at the file again costs next to nothing.
                try await ContinuousClock().sleep(for: .milliseconds(250))
            }
        } catch ReportsError.cancelled where follow {
            // Ctrl-C is how --follow ends, and no error.
        }
    }
}
