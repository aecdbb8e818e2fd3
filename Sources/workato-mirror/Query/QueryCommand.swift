import ArgumentParser
import Foundation
import Reports
import Settings

/// `query`: lists the reports, describes one, runs one, or runs any SELECT.
struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Run a report, or any SELECT, on the mirror. Without arguments, list the reports.",
        discussion: """
            Examples:
              workato-mirror query task-usage-by-month -p from=2024-01 --output 2024.csv
              workato-mirror query --sql 'SELECT name FROM recipes WHERE id = :id' -p id=7
              workato-mirror query --sql 'SELECT typeof(:y)' -p y:text=2026
              workato-mirror query recipes-stopped --require-fresh 24h --require-complete
              workato-mirror query task-usage-by-month --output usage.html
              workato-mirror query task-usage-by-month recipes-stopped --output usage.xlsx

            A value for --sql is bound as a number if it is written exactly as one (12, -3, 0.5), else as text. A type after the \
            name decides otherwise: -p year:text=2026 is the text '2026', -p at:date=yesterday is a date. The types are text, \
            integer, number, boolean, month, date, zone and run. A report declares its own types.

            An output file appears when it is complete, and only you can read it (mode 0600).
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var source: QuerySource
    @OptionGroup var result: QueryResultOptions
    @OptionGroup var freshness: FreshnessOptions

    @Option(
        name: .customLong("as-of"),
        help: "Ask the mirror as it was after a run (its number, or latest), or at a time or date (or yesterday).")
    var asOf: String?

    @Option(help: ArgumentHelp("Stop the query (exit code 75) after this many seconds, or a duration such as 15m.", valueName: "duration"))
    var timeout: String?

    @Option(help: ArgumentHelp("Stop the query (exit code 64) at a larger value or row. Default: 64MB.", valueName: "size"))
    var valueLimit: String?

    func validate() throws {
        try source.validate()
        // The settings read both values again. Here they are refused even if the command only lists reports.
        if let timeout, !Settings.isTimeout(timeout) {
            throw ValidationError("--timeout is a number of seconds, 1 or more, or a duration such as 90s or 15m.")
        }
        if let valueLimit, !Settings.isSize(valueLimit) {
            throw ValidationError("--value-limit is a size such as 500KB, 64MB or 1GB, of 1GB at most.")
        }
        if source.isListing || source.describe, freshness.isGiven {
            throw ValidationError("--require-fresh and --require-complete need a report or a query to run.")
        }
        if let format = result.queryFormat, format.text == nil, source.isListing || source.describe {
            throw ValidationError("--format \(format.rawValue) needs a report or a query to run.")
        }
        if source.isListing, asOf != nil { throw ValidationError("--as-of needs a report or a query to run.") }
    }

    func run() async throws {
        switch try source.question() {
        case .list(let catalog): try result.write(listing: catalog)
        case .describe(let report): try result.write(description: report)
        case .statements(let statements): try await answer(statements)
        }
    }

    private func answer(_ statements: [QueryStatement]) async throws {
        let format = try result.chosenQueryFormat()
        guard statements.count == 1 || format == .xlsx else {
            throw ValidationError("Several reports make one workbook (--output FILE.xlsx), or one page (`dashboard REPORT REPORT`).")
        }
        let given = try source.givenParameters()
        if statements.count > 1 { try given.requireKnown(among: statements.compactMap(\.report)) }
        let output = QueryOutput(run: try await queryRun(), target: result, given: given)
        switch format {
        case .html: try output.page(of: statements[0])
        case .svg: try output.picture(of: statements[0])
        case .xlsx: try output.workbook(of: statements)
        case .table, .csv, .tsv, .json, .jsonl, .markdown, .line: try output.text(of: statements[0])
        }
    }

    private func queryRun() async throws -> QueryRun {
        let flags: [Settings.Key: String?] = [.timeout: timeout, .valueLimit: valueLimit]
        let settings = try await database.settings(flags.compactMapValues(\.self))
        let asOf = asOf.map { AsOfResolver.absolute($0, now: Date()) }
        try freshness.check(settings, asOf: asOf)
        return QueryRun(command: settings, asOf: asOf)
    }
}
