/// What can be said about a statement before it is compiled: its first words, and what follows it.
///
/// VACUUM asks no authorizer until it runs, so a query has to begin as one.
struct StatementText {
    private static let readers: Set<String> = ["SELECT", "VALUES", "WITH"]

    /// The text from the first word on.
    let sql: String

    /// Refuses a text whose first statement does not begin as a query does.
    init(_ text: String) throws(ReportsError) {
        var rest = text.utf8[...]
        Self.skipBlanks(&rest)
        guard !rest.isEmpty else { throw .noStatement }
        sql = String(Substring(rest))

        var word = Self.word(&rest)
        let isExplained = word == "EXPLAIN"
        if isExplained { word = Self.word(&rest) }
        if isExplained, word == "QUERY" {
            _ = Self.word(&rest)
            word = Self.word(&rest)
        }
        guard Self.readers.contains(word) else {
            throw .notAllowed(action: (isExplained ? "EXPLAIN " : "") + (word.isEmpty ? "this" : word))
        }
    }

    /// Whether nothing but blanks, comments and semicolons follows a statement.
    static func isBlank(_ text: Substring.UTF8View) -> Bool {
        var rest = text
        skipBlanks(&rest)
        return rest.isEmpty
    }

    /// The next word in capitals, with the blanks before it.
    private static func word(_ rest: inout Substring.UTF8View) -> String {
        skipBlanks(&rest)
        let letters = rest.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") || $0 == UInt8(ascii: "_") }
        rest = rest[letters.endIndex...]
        return String(Substring(letters)).uppercased()
    }

    /// Blanks as SQLite's tokenizer sees them (a byte order mark too), comments and empty statements.
    private static func skipBlanks(_ rest: inout Substring.UTF8View) {
        while let byte = rest.first {
            if [0x20, 0x09, 0x0A, 0x0C, 0x0D, UInt8(ascii: ";")].contains(byte) {
                rest.removeFirst()
            } else if rest.starts(with: "\u{FEFF}".utf8) {
                rest.removeFirst(3)
            } else if rest.starts(with: "--".utf8) {
                rest = rest.drop { $0 != 0x0A }
            } else if rest.starts(with: "/*".utf8) {
                rest.removeFirst(2)
                while !rest.isEmpty, !rest.starts(with: "*/".utf8) { rest.removeFirst() }
                rest = rest.dropFirst(2)
            } else {
                return
            }
        }
    }
}
