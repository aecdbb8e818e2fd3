/// RFC 4180: a header row, CRLF, quotes doubled. NULL is an empty cell, the empty text is `""`.
struct CSVWriter: ResultWriter {
    private let output: BufferedOutput
    private let guardsFormulas: Bool

    init(to output: BufferedOutput, guardsFormulas: Bool) {
        self.output = output
        self.guardsFormulas = guardsFormulas
    }

    func begin(columns: [String]) throws(ReportsError) {
        try row(columns.map(Cell.text))
    }

    func row(_ cells: [Cell]) throws(ReportsError) {
        var line = ""
        for (index, cell) in cells.enumerated() {
            if index > 0 { line += "," }
            line += Self.field(guardsFormulas ? FormulaGuard.guarded(cell) : cell)
        }
        try output.append(line + "\r\n")
    }

    func end() throws(ReportsError) { try output.flush() }

    private static func field(_ cell: Cell) -> String {
        guard let text = cell.plainText else { return "" }
        let special: (UInt8) -> Bool = { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }
        guard text.isEmpty || text.utf8.contains(where: special) else { return text }
        // By scalars: to a Character, a quote followed by a combining mark is no quote.
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.append("\"") }
            quoted.append(scalar)
        }
        return String(quoted) + "\""
    }
}
