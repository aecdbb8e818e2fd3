import Foundation
import PartnerAPI
import Settings

/// What `config` shows of the way to the API, which the environment alone describes.
enum NetworkEntries {
    /// The proxy that the API's address is reached through, without its credentials, and what else bears on it.
    ///
    /// - Throws: `PartnerAPIError` if the proxy cannot be read.
    static func of(_ settings: Settings, environment: [String: String]) throws -> [Settings.Entry] {
        let proxy = try Proxy.from(environment: environment, for: settings.address())
        return [
            Settings.Entry(key: "proxy", value: proxy?.description, source: proxy.map { .environment($0.variable) } ?? .default),
            entry("no_proxy", ["no_proxy", "NO_PROXY"], environment),
            entry("SSL_CERT_FILE", ["SSL_CERT_FILE"], environment),
            entry("SSL_CERT_DIR", ["SSL_CERT_DIR"], environment),
        ]
    }

    private static func entry(_ key: String, _ variables: [String], _ environment: [String: String]) -> Settings.Entry {
        let variable = variables.first { environment[$0]?.isEmpty == false }
        return Settings.Entry(key: key, value: variable.flatMap { environment[$0] }, source: variable.map { .environment($0) } ?? .default)
    }
}
