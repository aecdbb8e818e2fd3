import ArgumentParser
import Foundation
import Reports
import Streams

/// The program: parses the command line, runs one command, and turns an error into a message and an exit code.
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
            SyncCommand.self, QueryCommand.self, DashboardCommand.self, ChangesCommand.self, DiffCommand.self, HistoryCommand.self,
            StatusCommand.self,
            BillingCommand.self, VerifyCommand.self, SnapshotCommand.self,
            SchemaCommand.self, DatasetteCommand.self, ApiCommand.self, ConfigCommand.self,
        ])

    static func main() async {
        StandardStreams.prepare()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            end(error)
        }
    }

    private static func end(_ error: any Error) -> Never {
        // The reader has seen enough (`| head`).
        if case ReportsError.outputClosed = error { Foundation.exit(0) }
        if let failure = Failure(error) { failure.end() }
        // A message of the command line's parser. Its help and version are data, and go to stdout.
        let (text, code) = (fullMessage(for: error), exitCode(for: error))
        guard code.isSuccess else {
            Terminal.say(text)
            Foundation.exit(code.rawValue)
        }
        do { try StandardOutput.write(text + "\n") } catch { end(error) }
        Foundation.exit(0)
    }
}

enum Version {
    static let current = "0.1.0"
}
