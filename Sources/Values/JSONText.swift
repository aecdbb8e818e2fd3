/// JSON's spelling of texts.
public enum JSONText {
    /// Which bytes are escaped, and how. All spellings read back as the same text.
    public enum Escapes: Sendable {
        /// Quotes, backslashes and control characters, these by their number (`\u000a`). The mirror stores this form, and it never changes:
        /// a text that is spelled otherwise would look like a change.
        case stored
        /// The same, but `\n`, `\r` and `\t` by their letters, and DEL too: for people and for terminals.
        case shown
    }

    /// The text as a JSON string, quotes included.
    public static func quoted(_ text: String, _ escapes: Escapes = .shown) -> String {
        var json: [UInt8] = []
        json.reserveCapacity(text.utf8.count + 2)
        append(text.utf8, to: &json, escapes)
        return String(decoding: json, as: UTF8.self)
    }

    /// Adds a text's bytes as a JSON string, quotes included. Bytes that are not ASCII stay as they are.
    @inlinable
    public static func append(_ text: some Sequence<UInt8>, to json: inout [UInt8], _ escapes: Escapes) {
        json.append(UInt8(ascii: "\""))
        for byte in text {
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte != 0x7F {
                json.append(byte)
            } else {
                json.append(contentsOf: escape(byte, escapes).utf8)
            }
        }
        json.append(UInt8(ascii: "\""))
    }

    @usableFromInline
    static func escape(_ byte: UInt8, _ escapes: Escapes) -> String {
        switch (byte, escapes) {
        case (UInt8(ascii: "\""), _), (UInt8(ascii: "\\"), _): "\\" + String(UnicodeScalar(byte))
        case (UInt8(ascii: "\n"), .shown): "\\n"
        case (UInt8(ascii: "\r"), .shown): "\\r"
        case (UInt8(ascii: "\t"), .shown): "\\t"
        case (0x7F, .stored): "\u{7F}"
        default: escape(UnicodeScalar(byte))
        }
    }

    /// A character by its number: `\u001b`. JSON has that for the first 65,536 only.
    public static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
