import ArgumentParser
import Foundation
import Reports
import Settings
import Values

/// `config`: shows what is set, and where each value came from.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Show what is set, and where each value comes from: a flag, the environment, the settings file or the default.",
        discussion: """
            Credentials are shown as set or not set, and a proxy without its credentials.

            Examples:
              workato-mirror config
              workato-mirror config --region eu --format json
            """)

    @OptionGroup var options: SettingsOptions

    @Option(help: "How to show it.")
    var format = Format.text

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    func run() async throws {
        let settings = try await options.load()
        let entries = settings.provenance + (try NetworkEntries.of(settings, environment: ProcessInfo.processInfo.environment))
        switch format {
        case .text: try StandardOutput.write(text(entries))
        case .json: try StandardOutput.write(JSONOutput.text(entries.map(EntryJSON.init)))
        }
    }

    /// Three columns for 80 columns of a terminal: the key, its value, and the value's source.
    private func text(_ entries: [Settings.Entry]) -> String {
        var table = TextTable([.left(22), .left(26), .left(0)], foldingAt: 80)
        for entry in entries {
            table.add([entry.key, entry.value.map(VisibleText.escaped) ?? "-", VisibleText.escaped("\(entry.source)")])
        }
        return table.lines.map { $0 + "\n" }.joined()
    }

    /// One setting as JSON; its value is null if nothing sets it and it has no default.
    private struct EntryJSON: Encodable {
        let key: String
        @OrNull var value: String?
        let source: String

        init(_ entry: Settings.Entry) {
            (key, source) = (entry.key, "\(entry.source)")
            value = entry.value
        }
    }
}
