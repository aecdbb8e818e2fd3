import Values

/// The address of one partner account's API (API.md 1), without credentials. Everything that names or asks the API starts from one.
public struct BaseURL: Sendable, Hashable, CustomStringConvertible {
    /// How a mirror stores its account, such as `https://www.workato.com/api`: lower-case host, no default port, no slash at the end.
    public let canonical: String
    /// The host, with its port if that isn't the default; for messages.
    public let host: String

    public var description: String { canonical }

    var isSecure: Bool { canonical.hasPrefix("https:") }
    /// Whether requests to it stay on this machine.
    var isLoopback: Bool {
        let isIPv6 = host.hasPrefix("[")
        return Self.isLoopback(isIPv6 ? String(host.dropFirst().prefix { $0 != "]" }) : String(host.prefix { $0 != ":" }))
    }

    /// A name that is looked up may lead anywhere, except `localhost` and names below it (RFC 6761).
    static func isLoopback(_ host: String) -> Bool {
        if host == "::1" || host == "localhost" || host.hasSuffix(".localhost") { return true }
        let bytes = host.split(separator: ".", omittingEmptySubsequences: false)
        return bytes.count == 4 && bytes[0] == "127" && bytes.allSatisfy { UInt8($0) != nil && $0.allSatisfy(\.isNumber) }
    }

    /// Scheme and host, without a path.
    var origin: String { "\(isSecure ? "https" : "http")://\(host)" }

    /// Reads `http[s]://host[:port][/prefix][/api][/]`.
    ///
    /// - Throws: `.baseURL`. The message doesn't repeat the text, because it may hold a password.
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
    ///   - path: its escapes are kept (`Ea%2Fb` stays one segment), and so is a query in it. `/api` may be left out.
    ///   - query: names and values, not encoded.
    public func url(path: String, query: [(name: String, value: String)] = []) -> String {
        canonical + Self.target(path, query: query).dropFirst("/api".count)
    }

    /// The part of the address from `/api` on.
    static func target(_ path: String, query: [(name: String, value: String)]) -> String {
        let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let pairs =
            parts.dropFirst().filter { !$0.isEmpty }.map(PercentEncoding.query)
            + query.map { "\(PercentEncoding.component($0.name))=\(PercentEncoding.component($0.value))" }
        return pairs.isEmpty ? label(path) : label(path) + "?" + pairs.joined(separator: "&")
    }

    /// How messages name a path: from `/api` on, without its query, which may hold a token.
    static func label(_ path: String) -> String {
        let bare = PercentEncoding.path(String(path.prefix { $0 != "?" }))
        let rooted = bare.hasPrefix("/") ? bare : "/" + bare
        return rooted == "/api" || rooted.hasPrefix("/api/") ? rooted : "/api" + rooted
    }
}

/// What is wrong with a base URL or region code.
public enum BaseURLProblem: Sendable, Equatable {
    case scheme, credentials, host, port, path, query, unknownRegion
}

extension BaseURLProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .scheme: "the base URL does not begin with https:// or http://"
        case .credentials: "the base URL holds a user name or password"
        case .host: "the base URL has no valid host"
        case .port: "the base URL has no valid port"
        case .path: "the base URL has no valid path"
        case .query: "the base URL holds a query or fragment"
        case .unknownRegion: "unknown region"
        }
    }

    var hint: String {
        switch self {
        case .credentials, .query: "credentials belong in the environment: WORKATO_API_TOKEN"
        case .unknownRegion: "regions are \(BaseURL.regions.joined(separator: ", "))"
        case .scheme, .host, .port, .path: "write it like https://www.workato.com/api"
        }
    }
}

/// Parsed by hand, because Foundation's URL accepts and silently repairs much that must be refused here: the credentials go to the host
/// that comes out of this.
extension BaseURL {
    static func scheme(of text: String) throws(PartnerAPIError) -> (scheme: String, rest: Substring) {
        let trimmed = text.trimmingBlanks
        for scheme in ["https", "http"] where trimmed.lowercased().hasPrefix(scheme + "://") {
            return (scheme, trimmed.dropFirst(scheme.count + 3))
        }
        throw .baseURL(.scheme)
    }

    static func host(_ authority: Substring, defaultPort: Int) throws(PartnerAPIError) -> String {
        if authority.contains("@") { throw .baseURL(.credentials) }
        let isIPv6 = authority.hasPrefix("[")
        let name = isIPv6 ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        let isLegal: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
        let isLegalIPv6: (Character) -> Bool = { $0.isASCII && ($0.isHexDigit || ":.".contains($0)) }
        let inner = isIPv6 ? name.dropFirst().dropLast() : name
        guard authority.hasPrefix(name), !inner.isEmpty, inner.allSatisfy(isIPv6 ? isLegalIPv6 : isLegal) else {
            throw .baseURL(.host)
        }
        let port = try port(authority.dropFirst(name.count)) ?? defaultPort
        return name.lowercased() + (port == defaultPort ? "" : ":\(port)")
    }

    private static func port(_ text: Substring) throws(PartnerAPIError) -> Int? {
        if text.isEmpty || text == ":" { return nil }
        let digits = text.dropFirst()
        guard text.hasPrefix(":"), digits.allSatisfy({ $0.isASCII && $0.isNumber }), let port = Int(digits), (1...65535).contains(port)
        else { throw .baseURL(.port) }
        return port
    }

    /// The prefix in front of `/api`, if any.
    static func segments(_ path: Substring) throws(PartnerAPIError) -> [String] {
        if path.contains("?") || path.contains("#") { throw .baseURL(.query) }
        guard PercentEncoding.path(String(path)) == path else { throw .baseURL(.path) }
        let segments = path.split(separator: "/").map(String.init)
        if segments.contains(".") || segments.contains("..") { throw .baseURL(.path) }
        return segments.last == "api" ? segments.dropLast() : segments
    }
}
