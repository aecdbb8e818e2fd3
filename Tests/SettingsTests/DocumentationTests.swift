import Catalog
import Foundation
import Testing

@testable import Settings

@Suite("The documentation of the settings")
struct DocumentationTests {
    @Test("has one row for each key, with its default, variable and flag")
    func table() throws {
        let rows = try text(of: "configuration.md").split(separator: "\n").filter { $0.hasPrefix("| `") && $0.contains("WORKATO_") }
        let nested: [Settings.Key: [String]] = [
            .resources: ["`_NAME_EVERY`", "`_NAME_ENABLED`"], .limits: ["`_GROUP`"],
            .deletionGuard: ["`_ROWS`", "`_PERCENT`", "`_EMPTY`"],
            .dashboard: ["`_OUTPUT`", "`_REPORTS`"],
            .billing: ["`_CLOSE`", "`_GRACE`", "`_TIME_ZONE`", "`_PRICES`", "`_MAX_UNEXPLAINED`", "`_ISSUER`", "`_ADDRESS`", "`_NOTE`"],
        ]
        let expected = Settings.Key.allCases.map { key in
            let variable = (["`\(key.variable)`"] + (nested[key] ?? []).map { "…\($0)" }).joined(separator: " ")
            let name = key.isInFile ? "`\(key.rawValue)`" : "`\(key.rawValue)` (not in the file)"
            return [name, key.defaultText.map { "`\($0)`" } ?? "", variable, key.flag.map { "`\($0)`" } ?? ""]
        }
        #expect(rows.map { $0.split(separator: "|", omittingEmptySubsequences: false).dropFirst().prefix(4).map(trimmed) } == expected)
    }

    @Test("names every credential's variable")
    func credentials() throws {
        let text = try text(of: "configuration.md")
        for variable in Settings.credentialVariables { #expect(text.contains("`\(variable)`")) }
    }

    @Test("has an example in which all is commented out, so that it sets nothing")
    func example() async throws {
        let settings = try await load(try text(of: "workato-mirror.yaml"), known: Settings.Known(.standard))
        #expect(settings.provenance.filter { $0.source != .default }.isEmpty)
    }

    @Test("has an example that is right when the comments are taken off its keys, and has every key")
    func uncommented() async throws {
        // A key is commented out by `#` alone, also where it is indented; what explains it begins with `# ` and a word.
        let lines = try text(of: "workato-mirror.yaml").split(separator: "\n").map { line in
            line.hasPrefix("#") && (!line.hasPrefix("# ") || line.hasPrefix("#  ")) ? line.dropFirst() : line
        }
        // It shows both, and says to keep one.
        let withoutRegion = lines.filter { !$0.hasPrefix("region:") }
        #expect(withoutRegion.count == lines.count - 1)
        let settings = try await load(withoutRegion.joined(separator: "\n"), known: Settings.Known(.standard))
        let set = settings.provenance.filter { $0.source == .file("workato-mirror.yaml") }.map { $0.key.prefix { $0 != "." } }
        #expect(Set(set.map(String.init)) == Set(Settings.Key.allCases.filter { $0.isInFile && $0 != .region }.map(\.rawValue)))
    }

    private func load(_ yaml: String, known: Settings.Known) async throws -> Settings {
        let folder = try Folder()
        try folder.write(yaml)
        return try await folder.load(known: known)
    }

    private func trimmed(_ text: Substring) -> String { text.trimmingCharacters(in: .whitespaces) }

    private func text(of name: String) throws -> String {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath().appending(path: "../../../Documentation/\(name)")
        return try String(contentsOf: root.standardizedFileURL, encoding: .utf8)
    }
}
