import Values

/// Writes a Markdown table (GitHub's). Columns whose first value is a number are set to the right.
struct MarkdownWriter: ResultWriter {
    private let output: BufferedOutput
    private var columns: [String]?

    init(to output: BufferedOutput) { self.output = output }

    mutating func begin(columns: [String]) throws(ReportsError) { self.columns = columns }

    mutating func row(_ cells: [StoredValue]) throws(ReportsError) {
        try writeHeader(numbers: cells.map(\.isNumber))
        try write(cells.map(Self.text))
    }

    mutating func end() throws(ReportsError) {
        try writeHeader(numbers: [])
        try output.flush()
    }

    /// Writes the header when the first row has come, which decides how the columns are aligned.
    private mutating func writeHeader(numbers: [Bool]) throws(ReportsError) {
        guard let columns else { return }
        self.columns = nil
        try write(columns.map { Self.text(.text($0)) })
        try write(columns.indices.map { numbers.indices.contains($0) && numbers[$0] ? "---:" : "---" })
    }

    private func write(_ fields: [String]) throws(ReportsError) {
        try output.append("| " + fields.joined(separator: " | ") + " |\n")
    }

    /// A cell in one line, with all markup escaped. NULL is blank, and the empty text is `""`.
    private static func text(_ cell: StoredValue) -> String {
        guard let text = cell.plainText else { return "" }
        guard !text.isEmpty else { return "\"\"" }
        var escaped = ""
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\n", "\r": escaped += "<br>"
            case "|", "\\", "`", "*", "[", "]", "<", "&": escaped += "\\" + String(scalar)
            default: escaped += VisibleText.spelling(of: scalar) ?? String(scalar)
            }
        }
        return escaped
    }
}
