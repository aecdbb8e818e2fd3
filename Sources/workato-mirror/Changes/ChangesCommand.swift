import ArgumentParser
import Foundation
import Reports
import Store

/// `changes`: what runs found new, changed or gone.
struct ChangesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes",
        abstract: "Show what runs found new, changed or gone, with old and new values.",
        discussion: """
            Without --run, --since, --until or --key it is about the last run; --key alone is about the object's whole life. \
            A table is text to read: counters, which change on every run, are counted unless --measures or --resource asks \
            for them, and the growth of task usage in a running month is summed up in a line unless --resource task_usage \
            asks. The other formats have a row a change with the columns of the view changes, all of these included.

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

    @Flag(help: "List changes of counters in a table too.")
    var measures = false

    @Flag(help: "Go on, and show the changes of each run as it is published. Ctrl-C ends it.")
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
                // Looking costs next to nothing.
                try await ContinuousClock().sleep(for: .milliseconds(250))
            }
        } catch ReportsError.cancelled where follow {
            // An interruption is how following ends.
        }
    }
}
