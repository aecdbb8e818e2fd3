import ArgumentParser
import Foundation
import Reports
import Store

/// `datasette`: writes the metadata with which Datasette shows the reports, and what tables and columns mean.
struct DatasetteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "datasette",
        abstract: "Write a metadata.json, so that Datasette offers the reports and explains the tables.",
        discussion: """
            The reports become canned queries. A parameter that is left blank has its default. Relative months and dates \
            (-11 months, last month) work as in `query`. This is for Datasette 0.65.

            Examples:
              workato-mirror datasette --output metadata.json
              datasette mirror.db --metadata metadata.json
            """)

    @OptionGroup var database: DatabaseOptions

    @Option(name: .customLong("reports"), parsing: .singleValue, help: "A folder of your own reports; may be repeated.")
    var folders: [String] = []

    @Option(name: .shortAndLong, help: "Write to this file. It appears when it is complete.")
    var output: String?

    func run() async throws {
        let path = try await database.path()
        let metadata = DatasetteMetadata(
            database: URL(filePath: path).deletingPathExtension().lastPathComponent,
            reports: try ReportCatalog.saying(folders).reports,
            tables: try SchemaDescription().tables)
        let text = try JSONOutput.text(metadata)
        guard let output else { return try StandardOutput.write(text) }
        try AtomicFile.write(text, to: output, mirror: path)
    }
}
