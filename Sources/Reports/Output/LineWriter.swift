import Values

/// Writes one line for each value, `name = value`, and a blank line between rows, like sqlite3's `.mode line`.
///
/// A value always takes one line, and is never cut.
struct LineWriter: ResultWriter {
    private let output: BufferedOutput
    private var names: [String] = []
    private var isFirst = true

    init(to output: BufferedOutput) { self.output = output }

    mutating func begin(columns: [String]) throws(ReportsError) {
        let shown = columns.map(VisibleText.escaped)
        let width = shown.map(VisibleText.width).max() ?? 0
        names = shown.map { VisibleText.padded($0, to: width, atStart: true) + " = " }
    }

    mutating func row(_ cells: [StoredValue]) throws(ReportsError) {
        if !isFirst { try output.append("\n") }
        isFirst = false
        for (name, cell) in zip(names, cells) {
            let text = TableColumn.text(cell)
            try output.append((text.isEmpty ? String(name.dropLast()) : name + text) + "\n")
        }
    }

    func end() throws(ReportsError) { try output.flush() }
}
