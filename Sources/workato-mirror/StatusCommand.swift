import ArgumentParser
import Foundation
import Reports

/// `status`: how fresh each part of the mirror is. It prints the report `resource-freshness`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say when each resource was last listed to its end, and what has never been or fails.",
        discussion: """
            Examples:
              workato-mirror status
              workato-mirror status --format json
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var result: ResultOptions

    func run() async throws {
        Signals.ignoreClosedPipes()
        let path = try await database.path()
        let report = try ReportCatalog.load().report(named: "resource-freshness")
        let moment = try AsOfResolver.resolve(nil, path: path)
        let reader = SafeReader(path: path, limits: QueryLimits(isCancelled: Signals.interruption()), prepare: moment.prepare)
        do {
            try result.write(mirror: path) { writer throws(ReportsError) in
                try reader.run(report, given: [:], now: moment.now, into: writer)
            }
        } catch ReportsError.outputClosed {
            // Whoever reads has seen enough (`| head`).
        }
    }
}
