import ArgumentParser
import Catalog
import Foundation
import Settings

/// The flags of the commands that read a mirror: which file it is, and which settings file.
struct DatabaseOptions: ParsableArguments {
    @Option(name: .customLong("db"), help: "The mirror's file. Default: $WORKATO_MIRROR_DB, or mirror.db.")
    var file: String?

    @Option(help: "The settings file. Default: $WORKATO_MIRROR_CONFIG, or workato-mirror.yaml if it exists.")
    var config: String?

    func path() async throws -> String { try await settings().db }

    /// All settings.
    ///
    /// - Parameter more: further flags of the calling command.
    func settings(_ more: [Settings.Key: String] = [:]) async throws -> Settings {
        let flags = (file.map { [Settings.Key.db: $0] } ?? [:]).merging(more) { $1 }
        return try await Settings.load(
            flags: flags, config: config, environment: ProcessInfo.processInfo.environment,
            directory: FileManager.default.currentDirectoryPath, known: Settings.Known(.standard))
    }
}

/// The variables of the environment. An empty one counts as absent.
enum Environment {
    static subscript(name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
