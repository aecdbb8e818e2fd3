import Catalog
import Foundation
import Testing

@testable import Settings

/// A folder of its own, and the settings read in it.
struct Folder: ~Copyable {
    let path = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString)").path(percentEncoded: false)
    static let known = Settings.Known(
        resources: ["folders", "roles", "recipes"], groups: ["recipes", "lookup_tables"], tables: ["members", "properties"])

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String = "workato-mirror.yaml") throws {
        try Data(text.utf8).write(to: URL(filePath: path).appending(path: name))
    }

    func load(
        flags: [Settings.Key: String] = [:], config: String? = nil, environment: [String: String] = [:],
        known: Settings.Known = Folder.known
    ) async throws(SettingsError) -> Settings {
        try await Settings.load(flags: flags, config: config, environment: environment, directory: path, known: known)
    }
}

/// The settings of a folder with this file in it.
func load(_ yaml: String, flags: [Settings.Key: String] = [:], environment: [String: String] = [:]) async throws -> Settings {
    let folder = try Folder()
    try folder.write(yaml)
    return try await folder.load(flags: flags, environment: environment)
}

/// The error that loading this ends with.
func failure(_ yaml: String, flags: [Settings.Key: String] = [:], environment: [String: String] = [:]) async throws -> SettingsError {
    try await #require(throws: SettingsError.self) { _ = try await load(yaml, flags: flags, environment: environment) }
}

extension Settings {
    /// What `provenance` says of a key, as `value (source)`.
    func origin(of key: String) -> String? {
        provenance.first { $0.key == key }.map { "\($0.value ?? "-") (\($0.source))" }
    }
}
