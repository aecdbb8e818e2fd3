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
              workato-mirror snapshot create for-auditor --redact personal,secret,recipes.description
            """)

    @Argument(help: ArgumentHelp("The folder to make.", valueName: "dir"))
    var folder: String

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("Sign the snapshot with this OpenSSH key, or with the agent's if it is a public key.", valueName: "key"))
    var sign: String?

    @Option(help: ArgumentHelp("A line for the reader, such as what the snapshot is for.", valueName: "text"))
    var note: String?

    @Option(
        help: ArgumentHelp(
            """
            Replace values by pseudonyms: personal, secret, or a column such as recipes.name, with commas between several. The same \
            value has the same pseudonym everywhere.
            """, valueName: "what"))
    var redact: [String] = []

    @Option(
        help: ArgumentHelp(
            "Make the pseudonyms with the key in this file, so that several snapshots have the same ones. It is made if it is missing.",
            valueName: "file"))
    var redactKey: String?

    func validate() throws {
        if redactKey != nil, redact.isEmpty { throw ValidationError("--redact-key is for --redact.") }
    }

    func run() async throws {
        let settings = try await database.settings()
        var maker = SnapshotMaker(mirror: settings.db, folder: folder, toolVersion: Version.current)
        maker.documents = try Self.documents()
        maker.note = note
        maker.signingKey = sign
        if !redact.isEmpty { maker.redactor = try redactor() }
        let manifest = try maker.make(now: Date())
        let rows = manifest.tables.reduce(0) { $0 + $1.rows }
        try StandardOutput.write(
            """
            \(VisibleText.escaped(folder)): \(rows.grouped("row")) as run \(manifest.run.id) left them, \(manifest.run.finishedAt)
            head    \(manifest.chain.head)

            """)
    }

    private func redactor() throws -> Redactor {
        let schema = try SchemaDescription()
        let choice = try RedactionChoice(redact, schema: schema)
        return try Redactor(
            choice, key: redactKey.map { try RedactionKey(file: $0) } ?? RedactionKey(), schema: schema,
            reports: ReportCatalog.load().reports)
    }

    /// What explains the copy: the meaning of every column, and the reports.
    private static func documents() throws -> [SnapshotMaker.Document] {
        let schema = try SchemaDescription()
        let page = SchemaMarkdown(tables: schema.withoutHistory, rules: [SchemaWords.values] + schema.rules).text
        return try [SnapshotMaker.Document(name: "schema.md", text: page)]
            + ReportCatalog.load().reports.map { SnapshotMaker.Document(name: "queries/\($0.name).sql", text: $0.sql) }
    }
}
