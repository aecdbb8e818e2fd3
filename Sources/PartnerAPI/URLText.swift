/// Percent-encoding, by the rules of RFC 3986.
enum URLText {
    /// A query name or value: all but unreserved bytes encoded, so that `+`, `&`, `=`, `[` and blanks mean themselves.
    static func queryPart(_ text: String) -> String {
        encode(text) { isUnreserved($0) }
    }

    /// A path as given: its separators and escapes are kept, what no path may hold is encoded.
    static func path(_ text: String) -> String {
        encode(text) { isUnreserved($0) || "/!$&'()*+,;=:@".utf8.contains($0) }
    }

    /// A query that came as text, `a=b&c=d`: its separators and escapes are kept.
    static func query(_ text: String) -> String {
        encode(text) { isUnreserved($0) || "/?!$&'()*+,;=:@".utf8.contains($0) }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~".utf8.contains(byte)
        }
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        "0123456789abcdefABCDEF".utf8.contains(byte)
    }
}

extension URLText {
    /// `%` itself is only legal where it starts an escape, and only in text that may hold escapes.
    private static func encode(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
        let bytes = Array(text.utf8)
        let holdsEscapes = isKept(UInt8(ascii: "/"))
        var encoded: [UInt8] = []
        encoded.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            let startsEscape =
                holdsEscapes && byte == UInt8(ascii: "%") && index + 2 < bytes.count && bytes[index + 1...index + 2].allSatisfy(isHex)
            if startsEscape || isKept(byte) {
                encoded.append(byte)
            } else {
                let digits = Array("0123456789ABCDEF".utf8)
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
