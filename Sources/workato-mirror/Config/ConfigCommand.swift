import ArgumentParser
import Foundation
import Reports
import Settings

/// `config`: what is set, and where each value came from.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Show what is set, and where each value came from: a flag, the environment, the file or the default.",
        discussion: """
            Credentials are shown as set or not set, a proxy without its own.

            Examples:
              workato-mirror config
              workato-mirror config --config eu.yaml --format json
            """)

    @OptionGroup var options: SettingsOptions

    @Option(help: "How to show it: text or json.")
    var format = Format.text

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    func run() async throws {
        let settings = try await options.load()
        let entries = settings.provenance + (try NetworkEntries.of(settings, environment: ProcessInfo.processInfo.environment))
        switch format {
        case .text: try StandardOutput.write(entries.map { line($0) + "\n" }.joined())
        case .json: try StandardOutput.write(json(entries) + "\n")
        }
    }

    /// Three columns; a source that would not fit in 80 moves below its value, and so does a value below a long key.
    private func line(_ entry: Settings.Entry) -> String {
        let column = 22
        let value = entry.value.map(VisibleText.escaped) ?? "-"
        let isLong = entry.key.count + 2 > column
        let key = isLong ? entry.key + "\n" + String(repeating: " ", count: column) : padded(entry.key, to: column)
        let source = VisibleText.escaped("\(entry.source)")
        let fits = column + max(value.count, 24) + 2 + source.count <= 80
        return key + (fits ? padded(value, to: 24) + "  " : value + "\n" + String(repeating: " ", count: column + 2)) + source
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// An array of objects; a key that nothing sets has the value null.
    private func json(_ entries: [Settings.Entry]) throws -> String {
        let objects = entries.map { entry in
            ["key": entry.key as Any, "value": entry.value as Any? ?? NSNull(), "source": "\(entry.source)"]
        }
        let data = try JSONSerialization.data(withJSONObject: objects, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }
}
