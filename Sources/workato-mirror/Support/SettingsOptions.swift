import ArgumentParser
import Catalog
import Foundation
import PartnerAPI
import Settings

/// The flags of the commands that call the API. They come before the environment and the settings file.
struct SettingsOptions: ParsableArguments {
    @Option(help: "The settings file. Default: $WORKATO_MIRROR_CONFIG, or workato-mirror.yaml if it exists.")
    var config: String?

    @Option(help: "The mirror's file. Default: $WORKATO_MIRROR_DB, or mirror.db.")
    var db: String?

    @Option(help: "The API's address. Default: the US data centre.")
    var baseURL: String?

    @Option(help: ArgumentHelp("The account's data centre, such as eu.", valueName: "code"))
    var region: String?

    @Flag(name: .customLong("allow-http"), help: "Allow plain HTTP to another machine. Anyone on the way can read the token.")
    var allowHTTP = false

    @Option(help: "Leave this share of each request budget unused, in percent. Default: 10.")
    var reserve: String?

    /// All settings: what these flags, the environment and the settings file say together.
    ///
    /// - Parameter more: further flags of the calling command.
    func load(_ more: [Settings.Key: String] = [:]) async throws -> Settings {
        let given: [(Settings.Key, String?)] = [(.db, db), (.baseURL, baseURL), (.region, region), (.reserve, reserve)]
        let flags = given.compactMap { key, text in text.map { (key, $0) } }
        return try await Settings.load(
            flags: Dictionary(uniqueKeysWithValues: flags).merging(more) { $1 }, config: config,
            environment: ProcessInfo.processInfo.environment,
            directory: FileManager.default.currentDirectoryPath, known: Settings.Known(.standard))
    }
}

extension Settings {
    /// The API's address, set directly or by a region.
    ///
    /// - Throws: `Failure`, which says where the wrong address was set.
    func address() throws -> BaseURL {
        do throws(PartnerAPIError) {
            if let region { return try BaseURL(region: region) }
            if let baseURL { return try BaseURL(baseURL) }
            return try BaseURL(region: "us")
        } catch {
            let key: Settings.Key = region == nil ? .baseURL : .region
            let source = provenance.first { $0.key == key.rawValue }.map { " (\($0.source))" } ?? ""
            throw Failure("\(key.rawValue)\(source): \(error.description)", hint: error.hint, code: .usage)
        }
    }
}
