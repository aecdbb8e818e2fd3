extension DelimitedWriter.Dialect {
    /// Tab-separated as PostgreSQL's COPY and MySQL read it: a line a row, escapes instead of quotes, NULL is `\N`.
    static let tsv = Self(separator: "\t", lineEnd: "\n", field: tsvField)

    @Sendable private static func tsvField(_ cell: Cell) -> String {
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
