/// Removes the secrets from JSON text, and leaves every other byte as it is.
///
/// It finds only names and the ends of values, because an answer that a fault has cut is not valid JSON, but still holds secrets.
struct Redaction {
    private static let secrets: Set = ["secret", "token", "api_token", "client_secret", "password", "access_token", "refresh_token"]
    private static let mark = "[redacted]"
    private static let quote = UInt8(ascii: "\"")

    private let bytes: [UInt8]
    private var position = 0
    private var output: [UInt8] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func run() -> [UInt8] {
        while let byte = peek {
            guard byte == Self.quote else {
                output.append(byte)
                position += 1
                continue
            }
            let name = string()
            output += name
            guard let colon = colon() else { continue }
            output += colon
            redactValue(of: Self.decoded(name)?.lowercased() ?? "")
        }
        return output
    }

    private mutating func redactValue(of name: String) {
        if Self.secrets.contains(name) {
            // A null is not a secret.
            if bytes[position...].starts(with: "null".utf8) { return }
            skipValue()
            output += JSON.string(Self.mark).bytes
        } else if name == "api_spec_url", peek == Self.quote {
            output += Self.withoutQuery(string())
        }
    }

    /// The query of a link is its secret. A link that cannot be read is removed as a whole.
    private static func withoutQuery(_ literal: ArraySlice<UInt8>) -> [UInt8] {
        guard let url = decoded(literal) else { return JSON.string(mark).bytes }
        guard let query = url.firstIndex(of: "?") else { return Array(literal) }
        return JSON.string(url[...query] + mark).bytes
    }

    private static func decoded(_ literal: ArraySlice<UInt8>) -> String? { JSON(parsing: literal)?.stringValue }
}

extension Redaction {
    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// A string with its quotes, or up to the end of the text.
    private mutating func string() -> ArraySlice<UInt8> {
        let start = position
        position += 1
        while let byte = peek, byte != Self.quote { position += byte == UInt8(ascii: "\\") ? 2 : 1 }
        position = min(position + 1, bytes.count)
        return bytes[start..<position]
    }

    /// A colon with the blanks around it; nothing is read if there is none.
    private mutating func colon() -> ArraySlice<UInt8>? {
        let start = position
        skipBlanks()
        guard peek == UInt8(ascii: ":") else {
            position = start
            return nil
        }
        position += 1
        skipBlanks()
        return bytes[start..<position]
    }

    private mutating func skipBlanks() {
        while let byte = peek, " \t\r\n".utf8.contains(byte) { position += 1 }
    }

    private mutating func skipValue() {
        var depth = 0
        while let byte = peek {
            if depth == 0, ",]} \t\r\n".utf8.contains(byte) { return }
            switch byte {
            case Self.quote: _ = string()
            case UInt8(ascii: "{"), UInt8(ascii: "["): (position, depth) = (position + 1, depth + 1)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): (position, depth) = (position + 1, depth - 1)
            default: position += 1
            }
        }
    }
}
