import ArgumentParser
import Foundation
import Reports
import Store

/// `datasette`: the metadata with which Datasette shows the mirror: the reports, and what tables and columns mean.
struct DatasetteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "datasette",
        abstract: "Write a metadata.json with which Datasette offers the reports and explains the tables.",
        discussion: """
            The reports become canned queries. A parameter that is left blank has its default, relative months and dates \
            (-11 months, last month) are read as they are by query. For Datasette 0.65.

            Examples:
              workato-mirror datasette --output metadata.json
              datasette mirror.db --metadata metadata.json
            """)

    @OptionGroup var database: DatabaseOptions

    @Option(name: .customLong("reports"), parsing: .singleValue, help: "A folder of your own reports; may be repeated.")
    var folders: [String] = []

    @Option(name: .shortAndLong, help: "Write to this file, as a whole or not at all.")
    var output: String?

    func run() async throws {
        let path = try await database.path()
        let metadata = DatasetteMetadata(
            database: URL(filePath: path).deletingPathExtension().lastPathComponent,
            reports: try ReportCatalog.saying(folders).reports,
            tables: try SchemaDescription().tables)
        guard let output else { return try StandardOutput.write(metadata.text) }
        try AtomicFile.write(metadata.text, to: output, mirror: path)
    }
}
