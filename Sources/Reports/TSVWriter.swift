/// Tab-separated as PostgreSQL's COPY and MySQL read it: a line a row, escapes instead of quotes, NULL is `\N`.
struct TSVWriter: ResultWriter {
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
            if index > 0 { line += "\t" }
            line += Self.field(guardsFormulas ? FormulaGuard.guarded(cell) : cell)
        }
        try output.append(line + "\n")
    }

    func end() throws(ReportsError) { try output.flush() }

    private static func field(_ cell: Cell) -> String {
        guard let text = cell.plainText else { return "\\N" }
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": escaped.append(contentsOf: "\\t".unicodeScalars)
            case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
            case "\r": escaped.append(contentsOf: "\\r".unicodeScalars)
            case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
