import Values

/// The rows of a CSV text (RFC 4180), each with the line that it begins in.
///
/// A byte order mark, LF as well as CRLF, blanks around cells and blank lines at the end are accepted: spreadsheets write them. Anything
/// that could be read in two ways, such as a lone quote, is an error.
struct CSVText {
    struct Row: Hashable {
        let line: Int
        /// Without blanks around them.
        let cells: [String]
    }

    let rows: [Row]

    init(_ text: String) throws(PriceProblem) {
        var reader = Reader(text)
        var rows: [Row] = []
        while let row = try reader.next() { rows.append(row) }
        while rows.last?.isBlank == true { rows.removeLast() }
        if let blank = rows.first(where: \.isBlank) { throw PriceProblem(line: blank.line, "the line is blank, but others come after it") }
        self.rows = rows
    }
}

extension CSVText.Row {
    /// Whether it is a line without commas that has nothing in it.
    fileprivate var isBlank: Bool { cells == [""] }
}

/// Reads row by row, by bytes: a combining character after a comma or a quote does not hide it.
private struct Reader {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1

    private static let quote = UInt8(ascii: "\""), comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n"), carriageReturn = UInt8(ascii: "\r")
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(_ text: String) {
        bytes = Array(text.utf8)
        if bytes.starts(with: Self.byteOrderMark) { place = Self.byteOrderMark.count }
    }

    /// - Returns: nil at the end of the text.
    mutating func next() throws(PriceProblem) -> CSVText.Row? {
        guard place < bytes.count else { return nil }
        let begin = line
        var cells = [try cell()]
        while peek == Self.comma {
            place += 1
            cells.append(try cell())
        }
        try endLine()
        return CSVText.Row(line: begin, cells: cells)
    }

    private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while peek == UInt8(ascii: " ") || peek == UInt8(ascii: "\t") { place += 1 }
    }

    /// A cell, up to the comma or the end of the line after it.
    private mutating func cell() throws(PriceProblem) -> String {
        skipBlanks()
        let text = peek == Self.quote ? try quoted() : try unquoted()
        return text.trimmingBlanks
    }

    private mutating func unquoted() throws(PriceProblem) -> String {
        let begin = place
        while let byte = peek, byte != Self.comma, byte != Self.lineFeed, byte != Self.carriageReturn {
            guard byte != Self.quote else {
                throw PriceProblem(line: line, "a quote stands inside of a cell that does not begin with one")
            }
            place += 1
        }
        return String(decoding: bytes[begin..<place], as: UTF8.self)
    }

    private mutating func quoted() throws(PriceProblem) -> String {
        let begin = line
        var content: [UInt8] = []
        place += 1
        while let byte = peek {
            place += 1
            if byte == Self.quote {
                // Two quotes are one, and the cell goes on.
                guard peek == Self.quote else { return try closed(content) }
                place += 1
            }
            if byte == Self.lineFeed { line += 1 }
            content.append(byte)
        }
        throw PriceProblem(line: begin, "a cell begins with a quote that is never closed")
    }

    /// The content of a quoted cell, if only blanks come after its last quote.
    private mutating func closed(_ content: [UInt8]) throws(PriceProblem) -> String {
        skipBlanks()
        guard let byte = peek, byte != Self.comma, byte != Self.lineFeed, byte != Self.carriageReturn else {
            return String(decoding: content, as: UTF8.self)
        }
        throw PriceProblem(line: line, "something stands between a cell's closing quote and the next comma")
    }

    /// Leaves the line behind, whose cells have been read.
    private mutating func endLine() throws(PriceProblem) {
        if peek == Self.carriageReturn {
            place += 1
            guard peek == nil || peek == Self.lineFeed else {
                throw PriceProblem(line: line, "a carriage return stands without a line feed after it")
            }
        }
        if peek == Self.lineFeed { place += 1 }
        line += 1
    }
}
