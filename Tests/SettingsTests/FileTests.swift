import Foundation
import Testing

@testable import Settings

@Suite("The file of settings")
struct FileTests {
    @Test("is the one of the flag, else of the variable, else workato-mirror.yaml")
    func search() async throws {
        let folder = try Folder()
        try folder.write("reserve: 1", to: "flag.yaml")
        try folder.write("reserve: 2", to: "variable.yaml")
        try folder.write("reserve: 3")
        let variable = ["WORKATO_MIRROR_CONFIG": "variable.yaml"]
        let byFlag = try await folder.load(config: "flag.yaml", environment: variable)
        #expect(byFlag.reserve == 1)
        #expect(byFlag.origin(of: "config") == "flag.yaml (flag --config)")
        #expect(byFlag.origin(of: "reserve") == "1 (flag.yaml)")
        let byVariable = try await folder.load(environment: variable)
        #expect(byVariable.reserve == 2)
        #expect(byVariable.origin(of: "config") == "variable.yaml (environment WORKATO_MIRROR_CONFIG)")
        let found = try await folder.load()
        #expect(found.reserve == 3)
        #expect(found.origin(of: "config") == "workato-mirror.yaml (default)")
        let absolute = try await folder.load(config: folder.path + "/flag.yaml")
        #expect(absolute.reserve == 1)
    }

    @Test(
        "may be empty",
        arguments: ["", "\n", "# nothing is set\n", "---\n", "---\n...\n", "{}", "resources: {}\nlimits: {}\nwithhold: []"])
    func empty(yaml: String) async throws {
        let settings = try await load(yaml)
        #expect(settings.reserve == 10)
        #expect(settings.withhold.isEmpty)
        #expect(settings.origin(of: "config") == "workato-mirror.yaml (default)")
    }

    @Test("has to exist if it is named")
    func missing() async throws {
        let folder = try Folder()
        let path = folder.path
        let byFlag = try await #require(throws: SettingsError.self) {
            try await Settings.load(config: "none.yaml", environment: [:], directory: path, known: Folder.known)
        }
        #expect(byFlag == .missingFile(path: "none.yaml", source: .flag("--config")))
        #expect(byFlag.description == "none.yaml: there is no such file (flag --config)")
        let byVariable = try await #require(throws: SettingsError.self) {
            try await Settings.load(
                environment: ["WORKATO_MIRROR_CONFIG": "none.yaml"], directory: path, known: Folder.known)
        }
        #expect(byVariable == .missingFile(path: "none.yaml", source: .environment("WORKATO_MIRROR_CONFIG")))
    }

    @Test("has to be a plain file of UTF-8")
    func unreadable() async throws {
        let folder = try Folder()
        let path = folder.path
        try Data([0x64, 0x62, 0x3A, 0x20, 0xFF]).write(to: URL(filePath: path).appending(path: "bytes.yaml"))
        for (name, reason) in [(".", "it is not a plain file"), ("bytes.yaml", "it is not UTF-8")] {
            let error = try await #require(throws: SettingsError.self) {
                try await Settings.load(config: name, environment: [:], directory: path, known: Folder.known)
            }
            #expect(error == .unreadable(path: name, reason: reason))
        }
    }

    @Test(
        "names the line where it is not YAML, and shows nothing of it",
        arguments: [
            ("db: a.db\nlisten: 'hush\n", 2...3), ("db: [hush\nreserve: 1\n", 1...3), ("db: hush: more\n", 1...1),
            ("db: *hush\n", 1...1), ("reserve: 1\nreserve: 2 # hush\n", 1...2),
        ])
    func syntax(yaml: String, lines: ClosedRange<Int>) async throws {
        let error = try await failure(yaml)
        guard case .syntax(let place, _) = error else {
            Issue.record("not a syntax error: \(error)")
            return
        }
        #expect(place.file == "workato-mirror.yaml")
        #expect(place.line.map(lines.contains) == true)
        #expect(!error.description.contains("hush"))
    }

    @Test("holds no credentials, however they are spelled and however deep, and the value is not shown")
    func secrets() async throws {
        for key in [
            "token", "api_token", "user_token", "user_email", "password", "secret", "apiToken", "API-TOKEN", "WORKATO_API_TOKEN",
            "client_secret", "api_key",
        ] {
            let flat = try await failure("reserve: 99999\nunknown: 1\n\(key): hush\n")
            #expect(flat == .secret(key: key, at: FilePlace(file: "workato-mirror.yaml", line: 3)))
            #expect(!"\(flat) \(flat.hint ?? "")".contains("hush"))
        }
        let nested = try await failure("auth:\n  more:\n  - password: hush\n")
        #expect(nested == .secret(key: "auth.more.password", at: FilePlace(file: "workato-mirror.yaml", line: 3)))
        #expect(nested.hint?.contains("WORKATO_API_TOKEN") == true)
    }
}
