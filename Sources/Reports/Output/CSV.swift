import Values

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
