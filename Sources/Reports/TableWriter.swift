/// A table for a terminal. The first rows say how wide the columns are; then it is written row by row.
struct TableWriter: ResultWriter {
    private static let sampleSize = 1000
    private static let gap = "  "

    private let output: BufferedOutput
    private let width: Int?
    private var header: [String] = []
    private var sample: [[Cell]] = []
    private var layout: [TableColumn]?

    init(to output: BufferedOutput, width: Int?) {
        self.output = output
        self.width = width
    }

    mutating func begin(columns: [String]) throws(ReportsError) {
        header = columns.map(VisibleText.escaped)
    }

    mutating func row(_ cells: [Cell]) throws(ReportsError) {
        if layout != nil { return try write(cells) }
        sample.append(cells)
        if sample.count == Self.sampleSize { try startWriting() }
    }

    mutating func end() throws(ReportsError) {
        if layout == nil { try startWriting() }
        try output.flush()
    }

    private mutating func startWriting() throws(ReportsError) {
        let columns = TableColumn.columns(header: header, sample: sample, width: width, gap: Self.gap.count)
        layout = columns
        let height = columns.map(\.heading.count).max() ?? 0
        for line in 0..<height { try write(columns.map { $0.heading(line, of: height) }) }
        try write(columns.map { Cell.text(String(repeating: "─", count: $0.width)) })
        for row in sample { try write(row) }
        sample = []
    }

    private func write(_ cells: [Cell]) throws(ReportsError) {
        guard let layout else { return }
        var line = zip(layout, cells).map { $0.padded($1) }.joined(separator: Self.gap)
        while line.last == " " { line.removeLast() }
        try output.append(line + "\n")
    }
}

/// How wide a column of a table is, and to which side it is set.
struct TableColumn {
    /// Columns of text are not cut below this.
    private static let narrowest = 8
    /// Texts of this width, such as dates, are cut last.
    private static let short = 10

    let name: String
    let isNumeric: Bool
    /// Of the widest cell in the sample.
    let cells: Int
    var width: Int

    /// Wide enough for the header and the sample. If that exceeds `width`, names that are wider than what is below them go on in a
    /// second line, then the widest columns of text give way. Numbers are never cut.
    static func columns(header: [String], sample: [[Cell]], width limit: Int?, gap: Int) -> [TableColumn] {
        var columns = header.enumerated().map { index, name in
            let cells = sample.lazy.map { $0[index] }.filter { $0 != .null }
            let widest = cells.map { VisibleText.width(text($0)) }.max() ?? 0
            return TableColumn(
                name: name, isNumeric: !cells.isEmpty && cells.allSatisfy(\.isNumber), cells: widest,
                width: max(widest, VisibleText.width(name)))
        }
        guard let limit else { return columns }
        var excess = columns.reduce(gap * max(0, columns.count - 1) - limit) { $0 + $1.width }
        narrow(&columns, by: &excess) { max($0.cells, min($0.words.map(VisibleText.width).max() ?? 0, narrowest)) }
        narrow(&columns, by: &excess) { $0.isNumeric || $0.cells <= short ? $0.width : narrowest }
        narrow(&columns, by: &excess) { $0.isNumeric ? $0.width : narrowest }
        return columns
    }

    private static func narrow(_ columns: inout [TableColumn], by excess: inout Int, downTo floor: (TableColumn) -> Int) {
        while excess > 0 {
            let shrinkable = columns.indices.filter { columns[$0].width > floor(columns[$0]) }
            guard let widest = shrinkable.max(by: { columns[$0].width < columns[$1].width }) else { break }
            columns[widest].width -= 1
            excess -= 1
        }
    }

    /// The name's parts, each with the underscore that ends it.
    private var words: [String] {
        let parts = name.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
        return parts.dropLast().map { $0 + "_" } + parts.suffix(1)
    }

    /// The name in as many lines as the width asks for.
    var heading: [String] {
        words.reduce(into: [""]) { lines, word in
            if VisibleText.width(lines[lines.count - 1] + word) > width, !lines[lines.count - 1].isEmpty { lines.append("") }
            lines[lines.count - 1] += word
        }
    }

    /// A line of the name, which stands at the foot of `height` lines.
    func heading(_ line: Int, of height: Int) -> Cell {
        let blank = height - heading.count
        return line < blank ? .null : .text(heading[line - blank])
    }

    func padded(_ cell: Cell) -> String {
        let text = cell.isNumber ? Self.text(cell) : VisibleText.cut(Self.text(cell), to: width)
        let padding = String(repeating: " ", count: max(0, width - VisibleText.width(text)))
        return isNumeric ? padding + text : text + padding
    }

    /// NULL is blank, the empty text is `""`.
    private static func text(_ cell: Cell) -> String {
        guard let text = cell.plainText else { return "" }
        return text.isEmpty ? "\"\"" : VisibleText.escaped(text)
    }
}
