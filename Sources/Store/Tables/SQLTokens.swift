/// The words, literals and signs of an SQL text, one after the other. Comments and blanks are left out.
///
/// It is for texts that SQLite has accepted, such as those of `sqlite_schema`.
struct SQLTokens {
    struct Token {
        /// A word or a name is in lower case and without its quotes; a literal is as it is written.
        let text: String
        let isQuotedName: Bool
        /// Where it lies in the text's UTF-8.
        let place: Range<Int>
    }

    private let bytes: [UInt8]
    private var position = 0

    static func read(_ sql: String) -> [Token] {
        var reader = SQLTokens(bytes: Array(sql.utf8))
        var tokens: [Token] = []
        while let token = reader.next() { tokens.append(token) }
        return tokens
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func next() -> Token? {
        skipBlanks()
        guard position < bytes.count else { return nil }
        let start = position
        switch bytes[start] {
        case UInt8(ascii: "'"):
            skipQuoted(until: UInt8(ascii: "'"))
            return Token(text: text(start..<position), isQuotedName: false, place: start..<position)
        case UInt8(ascii: "\""), UInt8(ascii: "`"): return quotedName(from: start, until: bytes[start])
        case UInt8(ascii: "["): return quotedName(from: start, until: UInt8(ascii: "]"))
        case let byte where Self.isWord(byte): while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
        default: position += 1
        }
        return Token(text: text(start..<position).lowercased(), isQuotedName: false, place: start..<position)
    }

    private mutating func skipBlanks() {
        while position < bytes.count {
            if bytes[position] <= 0x20 {
                position += 1
            } else if bytes[position...].starts(with: "--".utf8) {
                position = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            } else if bytes[position...].starts(with: "/*".utf8) {
                position += 2
                while position < bytes.count, !bytes[position...].starts(with: "*/".utf8) { position += 1 }
                position = min(position + 2, bytes.count)
            } else {
                return
            }
        }
    }

    /// A quote that is written twice belongs to the text.
    private mutating func skipQuoted(until end: UInt8) {
        position += 1
        while position < bytes.count {
            let isEnd = bytes[position] == end
            position += 1
            guard isEnd else { continue }
            guard position < bytes.count, bytes[position] == end else { return }
            position += 1
        }
    }

    private mutating func quotedName(from start: Int, until end: UInt8) -> Token {
        skipQuoted(until: end)
        return Token(text: text(start + 1..<max(start + 1, position - 1)).lowercased(), isQuotedName: true, place: start..<position)
    }

    private func text(_ place: Range<Int>) -> String { String(decoding: bytes[place], as: UTF8.self) }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}
