import Values

/// Writes a result row by row, so that memory does not grow with the rows.
public protocol ResultWriter {
    /// Called once, before any row.
    mutating func begin(columns: [String]) throws(ReportsError)
    /// Called for each row, with as many cells as there are columns.
    mutating func row(_ cells: [StoredValue]) throws(ReportsError)
    /// Called once, after the last row. It is not called if the result fails.
    mutating func end() throws(ReportsError)
}

/// The formats that a result can be written in.
public enum OutputFormat: String, Sendable, CaseIterable {
    /// For people: aligned, as wide as the terminal. Nothing in it can move the cursor.
    case table
    /// RFC 4180 with CRLF and a header row. NULL is empty, and the empty text is `""`.
    case csv
    /// One line for each row. Tab, line feed, carriage return and backslash are `\t \n \r \\`, and NULL is `\N`.
    case tsv
    /// One array of objects. Integers are exact, and blobs are in base64.
    case json
    /// One object in each line.
    case jsonl
    /// A table for a wiki or an issue.
    case markdown
    /// For people: one line for each value, for rows that are too wide for a table.
    case line

    /// The format that a file's extension names.
    public init(extensionOf path: String) throws(ReportsError) {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), let format = Self.byExtension[name[dot...].dropFirst().lowercased()] else {
            throw .unknownFormat(path: path)
        }
        self = format
    }

    private static let byExtension: [String: OutputFormat] = [
        "csv": .csv, "tsv": .tsv, "json": .json, "jsonl": .jsonl, "ndjson": .jsonl, "md": .markdown, "txt": .table,
    ]

    /// Makes a writer of this format.
    ///
    /// - Parameters:
    ///   - width: for a table, how wide it may be; nil for no limit.
    ///   - guardsFormulas: for csv and tsv, whether `FormulaGuard` is applied.
    ///   - nested: for json and jsonl, the columns whose texts are JSON.
    ///   - omitted: for a table, is called with the columns that it has no room for.
    public func writer(
        to output: BufferedOutput, width: Int? = 80, guardsFormulas: Bool = false, nested: Set<String> = [],
        omitted: @escaping ([String]) -> Void = { _ in }
    ) -> any ResultWriter {
        switch self {
        case .table: TableWriter(to: output, width: width, omitted: omitted)
        case .csv: DelimitedWriter(.csv, to: output, guardsFormulas: guardsFormulas)
        case .tsv: DelimitedWriter(.tsv, to: output, guardsFormulas: guardsFormulas)
        case .json: JSONWriter(to: output, layout: .array, nested: nested)
        case .jsonl: JSONWriter(to: output, layout: .lines, nested: nested)
        case .markdown: MarkdownWriter(to: output)
        case .line: LineWriter(to: output)
        }
    }
}
