/// The text of a statement before it is compiled: checks its first words, and places problems in its file.
///
/// The first word has to be that of a query: SQLite asks the guard about VACUUM only when it runs.
struct StatementText {
    private static let readers: Set<String> = ["SELECT", "VALUES", "WITH"]

    /// The text from the first word on.
    let sql: String
    /// The file that the text was read from; nil for the command line.
    let file: String?
    /// The line of the first word.
    private let firstLine: Int

    /// Refuses a text whose first statement does not begin as a query does.
    init(_ text: String, file: String? = nil) throws(ReportsError) {
        var rest = text.utf8[...]
        Self.skipBlanks(&rest)
        self.file = file
        sql = String(Substring(rest))
        firstLine = Self.lines(before: rest.startIndex, of: text)
        guard !rest.isEmpty else {
            throw file == nil ? .noStatement : .located(SQLPlace(file: file, line: Self.lastLine(of: text)), .noStatement)
        }

        var word = Self.word(&rest)
        let isExplained = word == "EXPLAIN"
        if isExplained { word = Self.word(&rest) }
        if isExplained, word == "QUERY" {
            _ = Self.word(&rest)
            word = Self.word(&rest)
        }
        guard Self.readers.contains(word) else {
            throw located(
                SQLProblem(error: .notAllowed(action: (isExplained ? "EXPLAIN " : "") + (word.isEmpty ? "this" : word)), offset: 0))
        }
    }

    /// The problem with its place in the file. SQL of a single line on the command line needs no place.
    func located(_ problem: SQLProblem) -> ReportsError {
        if file == nil, firstLine == 1, !sql.utf8.contains(0x0A) { return problem.error }
        return .located(
            SQLPlace(file: file, line: problem.offset.map { firstLine + sql.utf8.prefix($0).count { $0 == 0x0A } }), problem.error)
    }

    /// Runs `body`, and adds the place to the problem that it throws.
    func placing<Value>(_ body: () throws(SQLProblem) -> Value) throws(ReportsError) -> Value {
        do { return try body() } catch { throw located(error) }
    }

    private static func lines(before end: String.Index, of text: String) -> Int { text.utf8[..<end].count { $0 == 0x0A } + 1 }

    /// The last line that is not blank; 1 if there is none.
    private static func lastLine(of text: String) -> Int {
        let end = text.utf8.lastIndex { $0 > 0x20 } ?? text.startIndex
        return lines(before: end, of: text)
    }

    /// The byte where a second statement begins; nil if only blanks, comments and semicolons follow.
    static func continuation(of sql: String, after end: Int) -> Int? {
        var rest = sql.utf8.dropFirst(end)
        skipBlanks(&rest)
        return rest.isEmpty ? nil : sql.utf8.distance(from: sql.startIndex, to: rest.startIndex)
    }

    /// Takes the blanks and the next word, and returns the word in capitals.
    private static func word(_ rest: inout Substring.UTF8View) -> String {
        skipBlanks(&rest)
        let letters = rest.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") || $0 == UInt8(ascii: "_") }
        rest = rest[letters.endIndex...]
        return String(Substring(letters)).uppercased()
    }

    /// Takes blanks as SQLite's tokenizer sees them (also a byte order mark), comments and empty statements.
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

/// The place of a problem in an SQL file, or in SQL of the command line.
public struct SQLPlace: Sendable {
    /// Nil for the command line.
    public let file: String?
    /// Counted from 1; nil if SQLite does not say.
    public let line: Int?

    /// The message with the place: before it for a file, behind it for the command line.
    func told(_ message: String) -> String {
        guard let file else { return message + (line.map { " (line \($0))" } ?? "") }
        return "\(file)\(line.map { ":\($0)" } ?? ""): \(message)"
    }
}

/// What is wrong with a statement, and at which byte of its text, if that is known.
struct SQLProblem: Error {
    let error: ReportsError
    var offset: Int?
}
