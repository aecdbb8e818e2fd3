/// A place to listen or to connect to, as `HOST:PORT`: `127.0.0.1:9464`, `[::1]:9464`, `localhost:0`.
public struct HostPort: Sendable, Hashable, CustomStringConvertible {
    /// An IPv6 address is without its brackets.
    public let host: String
    public let port: UInt16

    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// - Returns: nil if the text has another form. Brackets are for IPv6 addresses, which must have them.
    public init?(_ text: String) {
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")), let port = Self.port(text[colon...].dropFirst()) else { return nil }
        let written = text[..<colon]
        let isBracketed = written.hasPrefix("[") && written.hasSuffix("]")
        let host = isBracketed ? written.dropFirst().dropLast() : written
        guard !host.isEmpty, isBracketed ? Self.isIPv6(host) : Self.isName(host) else { return nil }
        self.init(host: String(host), port: port)
    }

    private static func port(_ digits: Substring) -> UInt16? {
        digits.utf8.allSatisfy { 48...57 ~= $0 } ? UInt16(digits) : nil
    }

    /// An address, and after `%` the interface that it is of. Whether it is one, the system will say.
    private static func isIPv6(_ text: Substring) -> Bool {
        let address = text.prefix { $0 != "%" }
        return address.contains(":") && address.allSatisfy { $0.isASCII && ($0.isHexDigit || ":.".contains($0)) }
            && (address.count == text.count || isName(text.dropFirst(address.count + 1)))
    }

    /// A name or an IPv4 address.
    private static func isName(_ text: Substring) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
    }

    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
