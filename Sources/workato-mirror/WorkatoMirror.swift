import ArgumentParser
import Foundation

/// The program: parses the command line, runs one command, and turns what went wrong into a message and an exit code.
@main
struct WorkatoMirror: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workato-mirror",
        abstract: "Mirror the Workato Embedded Partner API into one SQLite file, with its history, and ask it questions.",
        discussion: """
            Examples:
              export WORKATO_API_TOKEN=…
              workato-mirror sync --region eu
              workato-mirror query task-usage-by-month
            """,
        version: Version.current,
        subcommands: [
            SyncCommand.self, QueryCommand.self, ChangesCommand.self, DiffCommand.self, HistoryCommand.self, StatusCommand.self,
            SchemaCommand.self, DatasetteCommand.self, ApiCommand.self, ConfigCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            guard let failure = Failure(error) else { exit(withError: error) }
            failure.end()
        }
    }
}

enum Version {
    static let current = "0.1.0"
}
