import Values

/// Writes CSV or TSV: a header, then one line for each row.
struct DelimitedWriter: ResultWriter {
    /// What CSV and TSV do differently.
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

extension DelimitedWriter.Dialect {
    /// RFC 4180: a header row, CRLF, quotes doubled. NULL is an empty cell, the empty text is `""`.
    static let csv = Self(separator: ",", lineEnd: "\r\n", field: csvField)

    @Sendable private static func csvField(_ cell: StoredValue) -> String {
        guard let text = cell.plainText else { return "" }
        let special: (UInt8) -> Bool = { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }
        guard text.isEmpty || text.utf8.contains(where: special) else { return text }
        return "\"" + text.spelling { $0 == 0x22 ? "\"\"" : nil } + "\""
    }
}

extension DelimitedWriter.Dialect {
    /// Tab-separated, as PostgreSQL's COPY and MySQL read it: escapes instead of quotes, and NULL is `\N`.
    static let tsv = Self(separator: "\t", lineEnd: "\n", field: tsvField)

    @Sendable private static func tsvField(_ cell: StoredValue) -> String {
        cell.plainText?.spelling(escape) ?? "\\N"
    }

    private static func escape(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "\t"): "\\t"
        case UInt8(ascii: "\n"): "\\n"
        case UInt8(ascii: "\r"): "\\r"
        case UInt8(ascii: "\\"): "\\\\"
        default: nil
        }
    }
}

extension String {
    /// The text with some of its bytes replaced. These have to be ASCII: such a byte is never a part of another character.
    ///
    /// It works with bytes, because they are much faster than characters, and writing a result spends most of its time here.
    ///
    /// - Parameter other: what replaces a byte; nil keeps it.
    func spelling(_ other: (UInt8) -> String?) -> String {
        guard utf8.contains(where: { other($0) != nil }) else { return self }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count + 16)
        for byte in utf8 {
            if let other = other(byte) { bytes.append(contentsOf: other.utf8) } else { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
