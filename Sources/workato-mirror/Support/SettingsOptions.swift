import ArgumentParser
import Catalog
import Foundation
import PartnerAPI
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

    @Flag(name: .customLong("allow-http"), help: "Send the token over plain HTTP to another machine too.")
    var allowHTTP = false

    @Option(help: "Leave this share of each request budget unused, in percent. Default: 10.")
    var reserve: String?

    /// What these flags, the environment and the file say together.
    ///
    /// - Parameter more: flags of the one command that has them.
    func load(_ more: [Settings.Key: String] = [:]) async throws -> Settings {
        let given: [(Settings.Key, String?)] = [(.db, db), (.baseURL, baseURL), (.region, region), (.reserve, reserve)]
        let flags = given.compactMap { key, text in text.map { (key, $0) } }
        let settings = try await Settings.load(
            flags: Dictionary(uniqueKeysWithValues: flags).merging(more) { $1 }, config: config,
            environment: ProcessInfo.processInfo.environment,
            directory: FileManager.default.currentDirectoryPath, known: Settings.Known(.standard))
        _ = try settings.address()
        return settings
    }
}

extension Settings {
    /// The address that is set, by itself or by its region.
    ///
    /// - Throws: `Failure`, which says where the address was set.
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
