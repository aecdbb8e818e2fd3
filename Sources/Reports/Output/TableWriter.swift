import Values

/// Writes a table for a terminal. The first rows decide how wide the columns are; after them it is written row by row.
///
/// Numbers, keys and names are never cut or divided. A column that has no room is left out as a whole, and the caller is told so.
struct TableWriter: ResultWriter {
    /// How many rows decide the widths, and how much memory they may take.
    private static let sampleSize = (rows: 1000, bytes: 1 << 22)
    private static let gap = "  "

    private let output: BufferedOutput
    private let width: Int?
    private let omitted: ([String]) -> Void
    private var header: [String] = []
    private var sample: [[StoredValue]] = []
    private var sampledBytes = 0
    private var layout: [TableColumn]?

    /// - Parameter omitted: is called with the names of the columns that have no room, before anything is written.
    init(to output: BufferedOutput, width: Int?, omitted: @escaping ([String]) -> Void = { _ in }) {
        self.output = output
        self.width = width
        self.omitted = omitted
    }

    mutating func begin(columns: [String]) throws(ReportsError) {
        header = columns.map(VisibleText.escaped)
    }

    mutating func row(_ cells: [StoredValue]) throws(ReportsError) {
        if layout != nil { return try write(cells) }
        sample.append(cells)
        sampledBytes += cells.reduce(0) { $0 + $1.size }
        if sample.count == Self.sampleSize.rows || sampledBytes > Self.sampleSize.bytes { try startWriting() }
    }

    mutating func end() throws(ReportsError) {
        if layout == nil { try startWriting() }
        try output.flush()
    }

    private mutating func startWriting() throws(ReportsError) {
        let columns = TableColumn.columns(header: header, sample: sample, width: width, gap: Self.gap.count)
        layout = columns
        let kept = Set(columns.map(\.place))
        if kept.count < header.count { omitted(header.indices.filter { !kept.contains($0) }.map { header[$0] }) }
        let height = columns.map(\.heading.count).max() ?? 0
        // Names that take fewer lines than the longest one are set at the bottom.
        try write(columns.map { [String](repeating: "", count: height - $0.heading.count) + $0.heading })
        try write(columns.map { [String(repeating: "─", count: $0.width)] })
        for row in sample { try write(row) }
        sample = []
    }

    private func write(_ cells: [StoredValue]) throws(ReportsError) {
        guard let layout else { return }
        try write(layout.map { $0.lines(cells[$0.place]) })
    }

    /// Writes the lines of all columns side by side.
    private func write(_ lines: [[String]]) throws(ReportsError) {
        guard let layout else { return }
        for index in 0..<(lines.map(\.count).max() ?? 0) {
            let line = zip(layout, lines).map { $0.padded(index < $1.count ? $1[index] : "") }.joined(separator: Self.gap)
            try output.append(line.trimmed(atEnd: " ") + "\n")
        }
    }
}
