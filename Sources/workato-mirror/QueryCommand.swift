import ArgumentParser
import Foundation
import Reports

/// `query`: lists the reports, describes one, or runs one or any SELECT.
struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Run a report, or any SELECT, on the mirror; without arguments: list the reports.",
        discussion: """
            Examples:
              workato-mirror query task-usage-by-month -p from=2024-01 --output 2024.csv
              workato-mirror query --sql 'SELECT name FROM recipes WHERE id = :id' -p id=7
              workato-mirror query recipes-stopped --require-fresh 24h --require-complete

            A value for --sql is bound as a number if it is written exactly as one (12, -3, 0.5), else as text; \
            a report's header says its types. A file is written under its name when it is complete, with mode 0600.
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var source: QuerySource
    @OptionGroup var result: ResultOptions
    @OptionGroup var requirement: RequirementOptions

    @Option(name: .customLong("as-of"), help: "The mirror after a run (its number, or latest), or at a time or date (or yesterday).")
    var asOf: String?

    @Option(help: "Stop the query after so many seconds.")
    var timeout: Int?

    func validate() throws {
        try source.validate()
        if let timeout, timeout < 1 { throw ValidationError("--timeout is a number of seconds, 1 or more.") }
        if source.isListing || source.describe, requirement.isGiven {
            throw ValidationError("--require-fresh and --require-complete need a report or a query to run.")
        }
        if source.isListing, asOf != nil { throw ValidationError("--as-of needs a report or a query to run.") }
    }

    func run() async throws {
        let question = try source.question()
        switch question {
        case .list(let catalog): try result.write(listing: catalog)
        case .describe(let report): try result.write(description: report)
        case .report, .sql: try await ask(question)
        }
    }

    private func ask(_ question: QuerySource.Question) async throws {
        let settings = try await database.settings()
        let path = settings.db
        let asOf = asOf.map { AsOfResolver.absolute($0, now: Date()) }
        try requirement.check(settings, asOf: asOf)
        let limits = QueryLimits(timeout: timeout.map { .seconds($0) }, isCancelled: Signals.interruption())
        let reader = SafeReader(path: path, limits: limits, prepare: AsOfResolver.preparation(asOf))
        let given = try source.givenParameters()
        try result.write(mirror: path) { writer throws(ReportsError) in
            switch question {
            case .report(let report): try reader.run(report, given: given, now: Date(), into: writer)
            case .sql(let sql, let file): try reader.run(sql: sql, from: file, given: given, into: writer)
            case .list, .describe: 0
            }
        }
    }
}
