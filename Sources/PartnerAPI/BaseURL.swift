/// The address of one partner account's API (API.md 1), without credentials.
public struct BaseURL: Sendable, Hashable, CustomStringConvertible {
    /// What a mirror remembers as its account, such as `https://www.workato.com/api`: lower-case host, no default port, no slash at the end.
    public let canonical: String
    /// The host, with its port where that is not the default: for messages.
    public let host: String

    public var description: String { canonical }

    var isSecure: Bool { canonical.hasPrefix("https:") }
    /// Whether what is sent there stays on this machine.
    var isLoopback: Bool {
        let isIPv6 = host.hasPrefix("[")
        return Self.isLoopback(isIPv6 ? String(host.dropFirst().prefix { $0 != "]" }) : String(host.prefix { $0 != ":" }))
    }

    /// A name that is looked up may lead anywhere, but for `localhost` and what is below it (RFC 6761).
    static func isLoopback(_ host: String) -> Bool {
        if host == "::1" || host == "localhost" || host.hasSuffix(".localhost") { return true }
        let bytes = host.split(separator: ".", omittingEmptySubsequences: false)
        return bytes.count == 4 && bytes[0] == "127" && bytes.allSatisfy { UInt8($0) != nil && $0.allSatisfy(\.isNumber) }
    }

    /// Scheme and host: what the paths are under.
    var origin: String { "\(isSecure ? "https" : "http")://\(host)" }

    /// Reads `http[s]://host[:port][/prefix][/api][/]`.
    ///
    /// - Throws: `.baseURL`; the text is not repeated in the message, because it may hold a password.
    public init(_ text: String) throws(PartnerAPIError) {
        let (scheme, rest) = try Self.scheme(of: text)
        let authority = rest.prefix { !"/?#".contains($0) }
        host = try Self.host(authority, defaultPort: scheme == "https" ? 443 : 80)
        let segments = try Self.segments(rest.dropFirst(authority.count))
        canonical = (["\(scheme)://\(host)"] + segments + ["api"]).joined(separator: "/")
    }

    /// Looks up one of Workato's data centres (API.md 1).
    ///
    /// - Parameter region: us, eu, jp, sg, au, il, cn or trial, in any case.
    public init(region: String) throws(PartnerAPIError) {
        guard let host = Self.hosts[region.lowercased()] else { throw .baseURL(.unknownRegion) }
        try self.init("https://\(host)")
    }

    /// The codes that `init(region:)` knows.
    public static var regions: [String] { hosts.keys.sorted() }

    private static let hosts = [
        "us": "www.workato.com", "eu": "app.eu.workato.com", "jp": "app.jp.workato.com", "sg": "app.sg.workato.com",
        "au": "app.au.workato.com", "il": "app.il.workato.com", "cn": "app.workatoapp.cn", "trial": "app.trial.workato.com",
    ]

    /// The full address of a path such as `/api/managed_users`.
    ///
    /// - Parameters:
    ///   - path: its escapes are kept (`Ea%2Fb` stays one segment); `/api` may be left out; a query in it is kept.
    ///   - query: names and values as they are meant, not encoded.
    public func url(path: String, query: [(name: String, value: String)] = []) -> String {
        canonical + Self.target(path, query: query).dropFirst("/api".count)
    }

    /// What stands in the address from `/api` on.
    static func target(_ path: String, query: [(name: String, value: String)]) -> String {
        let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let pairs =
            parts.dropFirst().filter { !$0.isEmpty }.map(URLText.query)
            + query.map { "\(URLText.queryPart($0.name))=\(URLText.queryPart($0.value))" }
        return pairs.isEmpty ? label(path) : label(path) + "?" + pairs.joined(separator: "&")
    }

    /// How messages name a path: from `/api` on, and never with its query, which may hold a token.
    static func label(_ path: String) -> String {
        let bare = URLText.path(String(path.prefix { $0 != "?" }))
        let rooted = bare.hasPrefix("/") ? bare : "/" + bare
        return rooted == "/api" || rooted.hasPrefix("/api/") ? rooted : "/api" + rooted
    }
}
