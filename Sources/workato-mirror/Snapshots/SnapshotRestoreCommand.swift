import ArgumentParser
import Evidence
import Reports
import Values

/// `snapshot restore`: makes a working mirror of a snapshot.
struct SnapshotRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make a working mirror of a snapshot; the next sync goes on from it.",
        discussion: """
            The snapshot is verified first. A file that exists is never replaced.

            If the settings withhold columns, put the old mirror's key, such as mirror.db.key, beside the new file too: without it every \
            withheld value would seem to have changed.

            Example:
              workato-mirror snapshot restore evidence/2026-11 --db restored.db
            """)

    @Argument(help: ArgumentHelp("The snapshot's folder.", valueName: "dir"))
    var folder: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let settings = try await database.settings()
        let manifest = try SnapshotRestore(folder, to: settings.db).restore()
        let rows = manifest.tables.reduce(0) { $0 + $1.rows }
        try StandardOutput.write(
            "\(VisibleText.escaped(settings.db)): \(rows.grouped("row")) as run \(manifest.run.id) left them, \(manifest.run.finishedAt)\n")
    }
}
