import ArgumentParser
import Foundation
import PartnerAPI
import Reports
import Settings
import Store
import Sync

/// `status`: shows what the mirror says about itself. It sends no requests.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: """
            Show how old each part of the mirror is, what fails, what arrived unexpectedly, how large the mirror is, and what the next \
            run will ask for.
            """,
        discussion: """
            Without a format it is text for reading, also in a pipe. As csv, tsv, markdown or line it is the report \
            resource-freshness. As json it is an array of one object, as jsonl the object in one line.

            Examples:
              workato-mirror status
              workato-mirror status --format json
              workato-mirror status --sizes
            """)

    @OptionGroup var database: DatabaseOptions

    @OptionGroup var result: ResultOptions

    @Flag(help: "Measure the bytes that the history takes. This reads the whole file.")
    var sizes = false

    func run() async throws {
        let settings = try await database.settings()
        let format = try result.format ?? result.output.map(OutputFormat.init(extensionOf:)) ?? .table
        switch format {
        case .table: try result.write(text: StatusText(report: report(settings)).text, mirror: settings.db)
        case .json: try result.write(text: JSONOutput.text([StatusJSON(report(settings))]), mirror: settings.db)
        case .jsonl: try result.write(text: JSONOutput.text(StatusJSON(report(settings)), isIndented: false), mirror: settings.db)
        case .csv, .tsv, .markdown, .line: try writeFreshness(settings)
        }
    }

    private func report(_ settings: Settings) throws -> StatusReport {
        let status = try MirrorStatus(of: settings.db, measuresHistory: sizes)
        return StatusReport(path: settings.db, status: status, plan: try plan(settings, status), now: Date())
    }

    /// What the next run will ask for; nil if the mirror knows no customer yet.
    private func plan(_ settings: Settings, _ status: MirrorStatus) throws -> RunPlan? {
        guard status.coverage.parents.values.contains(where: { $0 > 0 }) else { return nil }
        return try RunPlan(
            of: .reading(settings.db), SyncSettings(settings: settings).options(only: [], allowDeletes: []),
            rateLimiter: RateLimiter(settings),
            now: Date())
    }

    private func writeFreshness(_ settings: Settings) throws {
        let report = try ReportCatalog.load().report(named: "resource-freshness")
        let reader = SafeReader(path: settings.db, limits: QueryLimits(isCancelled: Signals.interruption()))
        try result.write(mirror: settings.db) { writer throws(ReportsError) in
            try reader.run(report, given: [:], now: Date(), into: writer).rows
        }
    }
}
