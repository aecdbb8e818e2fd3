import ArgumentParser

/// `snapshot`: makes copies of a mirror that an auditor can verify, and works with them.
struct SnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Make a copy that an auditor can verify offline, verify it, compare two, or make a mirror of one.",
        discussion: """
            A snapshot is a folder: a BagIt bag (RFC 8493) with a copy of the mirror, the meaning of its tables, the reports, and a \
            page that says how to verify it without this program.

            Examples:
              workato-mirror snapshot create evidence/2026-11 --note "audit 2026"
              workato-mirror snapshot verify evidence/2026-11
              workato-mirror snapshot diff evidence/2026-10 evidence/2026-11
              workato-mirror snapshot restore evidence/2026-11 --db restored.db
            """,
        // Options of a command with subcommands would hide those of the same name in a subcommand.
        subcommands: [
            SnapshotCreateCommand.self, SnapshotVerifyCommand.self, SnapshotDiffCommand.self, SnapshotRestoreCommand.self,
        ])
}
