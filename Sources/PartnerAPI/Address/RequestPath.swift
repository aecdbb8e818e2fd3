import Values

/// The path of a request as a user has typed it: `/api/managed_users/7`, `managed_users/7?page=2` or the full address. The `api` command
/// reads one.
public struct RequestPath: Sendable, Hashable, CustomStringConvertible {
    /// From `/api` on, percent-encoded, without a query and without a slash at the end.
    public let path: String
    /// The text after the question mark, as it was written; nil if there is none.
    public let query: String?

    /// Path and query, as `PartnerRequest` takes them.
    public var text: String { query.map { "\(path)?\($0)" } ?? path }

    /// Without the query, which may hold a token.
    public var description: String { path }

    /// - Parameter base: a full address is read only if it is below this one.
    /// - Throws: `.path`. The message doesn't repeat the text, because it may hold a token.
    public init(_ text: String, base: BaseURL? = nil) throws(PartnerAPIError) {
        let trimmed = text.trimmingBlanks
        if trimmed.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) { throw .path(.controlCharacter) }
        if trimmed.contains("#") { throw .path(.fragment) }
        let below = try Self.withoutHost(trimmed, base)
        let parts = below.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let bare = parts.first ?? ""
        if bare.allSatisfy({ $0 == "/" }) { throw .path(.empty) }
        if bare.split(separator: "/").contains(where: Self.isDots) { throw .path(.dots) }
        path = "/" + BaseURL.label(bare).split(separator: "/").joined(separator: "/")
        query = parts.dropFirst().first.flatMap { $0.isEmpty ? nil : PercentEncoding.query($0) }
    }

    /// Servers resolve dots even if they are percent-encoded.
    private static func isDots(_ segment: Substring) -> Bool {
        [".", ".."].contains(segment.lowercased().replacing("%2e", with: "."))
    }

    /// The part from `/api` on. Credentials go with every request, so a text that names another host is refused.
    private static func withoutHost(_ text: String, _ base: BaseURL?) throws(PartnerAPIError) -> Substring {
        if text.hasPrefix("//") { throw .path(.otherHost) }
        guard text.prefix(while: { !"/?".contains($0) }).contains(":"), text.contains("://") else { return text[...] }
        guard let base, let (scheme, rest) = try? BaseURL.scheme(of: text) else { throw .path(.otherHost) }
        let authority = rest.prefix { !"/?".contains($0) }
        guard let host = try? BaseURL.host(authority, defaultPort: scheme == "https" ? 443 : 80) else { throw .path(.otherHost) }
        let address = "\(scheme)://\(host)\(rest.dropFirst(authority.count))"
        let below = address.dropFirst(base.canonical.count)
        guard address.hasPrefix(base.canonical), below.isEmpty || "/?".contains(below.prefix(1)) else { throw .path(.otherHost) }
        return address.dropFirst(base.canonical.count - "/api".count)
    }
}

/// What is wrong with the path of a request.
public enum PathProblem: Sendable, Equatable {
    case empty, otherHost, controlCharacter, dots, fragment
}

extension PathProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty: "the path is empty"
        case .otherHost: "the path names another host than the base URL"
        case .controlCharacter: "the path holds a line break or another control character"
        case .dots: "the path holds . or .. as a segment"
        case .fragment: "the path holds a #"
        }
    }

    var hint: String {
        switch self {
        case .otherHost: "write it from /api on; the host is that of --base-url or --region"
        case .fragment: "write %23 for a # in an external id or a parameter"
        case .empty, .controlCharacter, .dots: "write it like /api/managed_users/19029/properties"
        }
    }
}
