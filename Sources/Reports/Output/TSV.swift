import Values

extension DelimitedWriter.Dialect {
    /// Tab-separated as PostgreSQL's COPY and MySQL read it: a line a row, escapes instead of quotes, NULL is `\N`.
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
