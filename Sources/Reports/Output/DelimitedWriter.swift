import Values

/// Writes a header and then a line a row, cells between separators: what CSV and TSV have in common.
struct DelimitedWriter: ResultWriter {
    /// How a dialect spells its lines and cells.
    struct Dialect: Sendable {
        let separator: String
        let lineEnd: String
        let field: @Sendable (StoredValue) -> String
    }

    private let output: BufferedOutput
    private let dialect: Dialect
    private let guardsFormulas: Bool

    init(_ dialect: Dialect, to output: BufferedOutput, guardsFormulas: Bool) {
        self.dialect = dialect
        self.output = output
        self.guardsFormulas = guardsFormulas
    }

    func begin(columns: [String]) throws(ReportsError) {
        try row(columns.map(StoredValue.text))
    }

    func row(_ cells: [StoredValue]) throws(ReportsError) {
        var line = ""
        for (index, cell) in cells.enumerated() {
            if index > 0 { line += dialect.separator }
            line += dialect.field(guardsFormulas ? FormulaGuard.guarded(cell) : cell)
        }
        try output.append(line + dialect.lineEnd)
    }

    func end() throws(ReportsError) { try output.flush() }
}
