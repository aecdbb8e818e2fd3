import Values

/// Writes a result as it comes, a row at a time: memory does not grow with the rows.
public protocol ResultWriter {
    /// Called once, before any row.
    mutating func begin(columns: [String]) throws(ReportsError)
    /// One row, with as many cells as there are columns.
    mutating func row(_ cells: [StoredValue]) throws(ReportsError)
    /// Called once, after the last row. A result that fails is not ended.
    mutating func end() throws(ReportsError)
}

/// How a result is written.
public enum OutputFormat: String, Sendable, CaseIterable {
    /// For eyes: aligned, as wide as the terminal, nothing in it can move the cursor.
    case table
    /// RFC 4180 with CRLF and a header row; NULL is nothing, the empty text is `""`.
    case csv
    /// A line a row; tab, line feed, carriage return and backslash are `\t \n \r \\`, NULL is `\N`.
    case tsv
    /// One array of objects; integers exact, blobs in base64.
    case json
    /// An object a line.
    case jsonl
    /// A table for a wiki or an issue.
    case markdown
    /// For eyes: a line a value, for rows that are too wide for a table.
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

    /// A writer of this format. `width` (columns of the terminal, nil for no limit) and `omitted` (told the columns that it has no
    /// room for) matter to a table, `guardsFormulas` to csv and tsv, `nested` (columns whose texts are JSON) to json and jsonl.
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
