import ArgumentParser
import Catalog
import Foundation
import Settings

/// Which file.
struct DatabaseOptions: ParsableArguments {
    @Option(name: .customLong("db"), help: "The mirror's file. Default: $WORKATO_MIRROR_DB, or mirror.db.")
    var file: String?

    @Option(help: "The file of settings. Default: $WORKATO_MIRROR_CONFIG, or workato-mirror.yaml if there is one.")
    var config: String?

    func path() async throws -> String { try await settings().db }

    /// All that is set, for what depends on more than the file's place.
    ///
    /// - Parameter more: flags of the one command that has them.
    func settings(_ more: [Settings.Key: String] = [:]) async throws -> Settings {
        let flags = (file.map { [Settings.Key.db: $0] } ?? [:]).merging(more) { $1 }
        return try await Settings.load(
            flags: flags, config: config, environment: ProcessInfo.processInfo.environment,
            directory: FileManager.default.currentDirectoryPath, known: Settings.Known(.standard))
    }
}

/// The environment's variables; one that is empty counts as absent.
enum Environment {
    static subscript(name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
