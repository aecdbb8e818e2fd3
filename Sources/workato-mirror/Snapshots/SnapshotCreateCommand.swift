import ArgumentParser
import Evidence
import Foundation
import Reports
import Store
import Values

/// `snapshot create`: makes a snapshot of the mirror.
struct SnapshotCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a snapshot of the mirror as its newest published run left it.",
        discussion: """
            A sync may be at work meanwhile. The folder appears when all of it is on the disk; a folder of that name must not exist.

            Examples:
              workato-mirror snapshot create evidence/2026-11
              workato-mirror snapshot create evidence/2026-11 --sign ~/.ssh/id_ed25519
            """)

    @Argument(help: ArgumentHelp("The folder to make.", valueName: "dir"))
    var folder: String

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("Sign the snapshot with this OpenSSH key, or with the agent's if it is a public key.", valueName: "key"))
    var sign: String?

    @Option(help: ArgumentHelp("A line for the reader, such as what the snapshot is for.", valueName: "text"))
    var note: String?

    func run() async throws {
        let settings = try await database.settings()
        var maker = SnapshotMaker(mirror: settings.db, folder: folder, toolVersion: Version.current)
        maker.documents = try Self.documents()
        maker.note = note
        maker.signingKey = sign
        let manifest = try maker.make(now: Date())
        let rows = manifest.tables.reduce(0) { $0 + $1.rows }
        try StandardOutput.write(
            """
            \(VisibleText.escaped(folder)): \(rows.grouped("row")) as run \(manifest.run.id) left them, \(manifest.run.finishedAt)
            head    \(manifest.chain.head)

            """)
    }

    /// What explains the copy: the meaning of every column, and the reports.
    private static func documents() throws -> [SnapshotMaker.Document] {
        let schema = try SchemaDescription()
        let page = SchemaMarkdown(tables: schema.withoutHistory, rules: [SchemaWords.values] + schema.rules).text
        return try [SnapshotMaker.Document(name: "schema.md", text: page)]
            + ReportCatalog.load().reports.map { SnapshotMaker.Document(name: "queries/\($0.name).sql", text: $0.sql) }
    }
}
