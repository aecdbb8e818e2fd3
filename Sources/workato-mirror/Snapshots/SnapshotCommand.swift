import ArgumentParser

/// `snapshot`: copies of the mirror that others can check.
struct SnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Compare copies of the mirror.",
        // Options of a command with subcommands would hide those of the same name in a subcommand.
        subcommands: [SnapshotDiffCommand.self])
}
