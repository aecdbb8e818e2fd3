import Foundation
import PartnerAPI
import Settings

/// What `config` shows about the way to the API: proxy and certificates, which only the environment can set.
enum NetworkEntries {
    /// The proxy to the API's address, without its credentials, and the variables beside it.
    ///
    /// - Throws: `PartnerAPIError` if the proxy's address cannot be read.
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
