/// The words of an SQL text with their places, without blanks, comments and values.
///
/// It does not know the grammar. It serves error messages, to find the name that SQLite complains about.
struct SQLWords {
    struct Word {
        /// A name without its quotes, a parameter with its colon, or one other character.
        let text: String
        /// The byte where it begins.
        let offset: Int
    }

    private(set) var all: [Word] = []
    private let bytes: [UInt8]
    private var place = 0

    init(_ sql: String) {
        bytes = Array(sql.utf8)
        while place < bytes.count { step() }
    }

    private mutating func step() {
        let start = place
        let byte = bytes[place]
        if byte <= 0x20 {
            place += 1
        } else if bytes[place...].starts(with: "--".utf8) {
            place = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
        } else if bytes[place...].starts(with: "/*".utf8) {
            place += 2
            while place < bytes.count, !bytes[place...].starts(with: "*/".utf8) { place += 1 }
            place = min(place + 2, bytes.count)
        } else if let end = Self.closing[byte] {
            let text = quoted(by: end)
            if byte != UInt8(ascii: "'") { all.append(Word(text: text, offset: start)) }
        } else if Self.isName(byte) || Self.signs.contains(byte) {
            let end = bytes[(place + 1)...].firstIndex { !Self.isName($0) } ?? bytes.count
            place = end
            let isNumber = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            if !isNumber { all.append(Word(text: String(decoding: bytes[start..<end], as: UTF8.self), offset: start)) }
        } else {
            all.append(Word(text: String(decoding: [byte], as: UTF8.self), offset: start))
            place += 1
        }
    }

    /// The text up to the closing quote. A doubled quote stands for itself.
    private mutating func quoted(by end: UInt8) -> String {
        var text: [UInt8] = []
        place += 1
        while place < bytes.count {
            if bytes[place] == end {
                guard end != UInt8(ascii: "]"), place + 1 < bytes.count, bytes[place + 1] == end else { break }
                place += 1
            }
            text.append(bytes[place])
            place += 1
        }
        place = min(place + 1, bytes.count)
        return String(decoding: text, as: UTF8.self)
    }

    /// The first word of that name, whatever its case.
    func first(_ name: String) -> Word? { all.first { $0.text.lowercased() == name.lowercased() } }

    private static let closing: [UInt8: UInt8] = [
        UInt8(ascii: "'"): UInt8(ascii: "'"), UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "`"): UInt8(ascii: "`"),
        UInt8(ascii: "["): UInt8(ascii: "]"),
    ]
    /// The signs that a parameter begins with.
    private static let signs = Set(":@$".utf8)

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
