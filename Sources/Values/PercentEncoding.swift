/// Percent-encoding, by the rules of RFC 3986.
public enum PercentEncoding {
    /// One segment of a path, or a name or value of a query: all but unreserved bytes encoded, so that `/`, `+`, `&`, `=` and blanks mean
    /// themselves.
    public static func component(_ text: String) -> String { encode(text, keeping: "") }

    /// A file's path, with its slashes.
    public static func file(_ path: String) -> String { encode(path, keeping: "/") }

    /// A path as a person gives it: its separators and escapes are kept, what no path may hold is encoded.
    public static func path(_ text: String) -> String { encode(text, keeping: "/!$&'()*+,;=:@", keepsEscapes: true) }

    /// A query as a person gives it, `a=b&c=d`: its separators and escapes are kept.
    public static func query(_ text: String) -> String { encode(text, keeping: "/?!$&'()*+,;=:@", keepsEscapes: true) }

    private static func encode(_ text: String, keeping kept: StaticString, keepsEscapes: Bool = false) -> String {
        let bytes = Array(text.utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        encoded.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            if isUnreserved(byte) || kept.holds(byte) || (keepsEscapes && isEscape(bytes[index...])) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// Whether the bytes begin with `%` and two digits.
    private static func isEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.first == UInt8(ascii: "%") && bytes.count > 2
            && bytes.dropFirst().prefix(2).allSatisfy { Character(UnicodeScalar($0)).isHexDigit && $0 < 0x80 }
    }
}

extension StaticString {
    fileprivate func holds(_ byte: UInt8) -> Bool { withUTF8Buffer { $0.contains(byte) } }
}
