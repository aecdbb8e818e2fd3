/// What is wrong with a base URL or region code.
public enum BaseURLProblem: Sendable, Equatable {
    case scheme, credentials, host, port, path, query, unknownRegion
}

/// Written out because Foundation's URL accepts, and quietly repairs, much that must be refused here:
/// the credentials go to whatever host comes out of this.
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
        guard URLText.path(String(path)) == path else { throw .baseURL(.path) }
        let segments = path.split(separator: "/").map(String.init)
        if segments.contains(".") || segments.contains("..") { throw .baseURL(.path) }
        return segments.last == "api" ? segments.dropLast() : segments
    }
}

extension String {
    /// Without the blanks and line ends that copying and `$(cat file)` leave around a value.
    var trimmingBlanks: String {
        let isBlank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        let tail = unicodeScalars.drop(while: isBlank)
        guard let last = tail.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(String.UnicodeScalarView(tail[...last]))
    }
}
