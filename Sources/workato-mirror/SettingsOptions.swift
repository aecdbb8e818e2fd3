import ArgumentParser
import Catalog
import Foundation
import Settings

/// The flags that come before the environment and the file of settings.
struct SettingsOptions: ParsableArguments {
    @Option(help: "The file of settings. Default: $WORKATO_MIRROR_CONFIG, or workato-mirror.yaml if there is one.")
    var config: String?

    @Option(help: "The mirror's file. Default: mirror.db.")
    var db: String?

    @Option(help: "The API's address. Default: the US data centre.")
    var baseURL: String?

    @Option(help: ArgumentHelp("The data centre, such as eu.", valueName: "code"))
    var region: String?

    @Option(help: "Leave this share of each request budget unused, in percent. Default: 10.")
    var reserve: String?

    /// What these flags, the environment and the file say together.
    ///
    /// - Parameter more: flags of the one command that has them.
    func load(_ more: [Settings.Key: String] = [:]) async throws -> Settings {
        let given: [(Settings.Key, String?)] = [(.db, db), (.baseURL, baseURL), (.region, region), (.reserve, reserve)]
        let flags = given.compactMap { key, text in text.map { (key, $0) } }
        return try await Settings.load(
            flags: Dictionary(uniqueKeysWithValues: flags).merging(more) { $1 }, config: config,
            environment: ProcessInfo.processInfo.environment,
            directory: FileManager.default.currentDirectoryPath, known: Settings.Known(.standard))
    }
}
