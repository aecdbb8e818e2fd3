import Values

/// Text in columns for a terminal, where all rows are known before any is written: the tables of `sync`, `status` and `config`.
///
/// Results of queries have `TableWriter`, which writes rows as they come and fits them into the terminal's width.
public struct TextTable {
    /// One column: the side that its cells are set to, and how wide it is at least, its distance from the next column included.
    public enum Column: Sendable {
        case left(Int)
        case right(Int)
    }

    private let columns: [Column]
    private let limit: Int?
    private var rows: [[String]] = []

    /// - Parameter limit: with nil, a column is as wide as its widest cell asks for. With a number, columns keep their width; a cell
    ///     that comes too late for its own column begins a line below, but a row's last cell only if the line would be longer than this.
    public init(_ columns: [Column], foldingAt limit: Int? = nil) {
        self.columns = columns
        self.limit = limit
    }

    /// Adds a row, with as many cells as there are columns.
    public mutating func add(_ cells: [String]) { rows.append(cells) }

    /// The rows as lines. A line has no blanks at its end.
    public var lines: [String] {
        if let limit { return rows.flatMap { folded($0, at: limit) } }
        let widths = columns.indices.map { index in
            max(columns[index].width, (rows.map { VisibleText.width($0[index]) }.max() ?? 0) + columns[index].gap)
        }
        return rows.map { cells in
            let padded = columns.indices.map { VisibleText.padded(cells[$0], to: widths[$0], atStart: columns[$0].isRight) }
            return padded.joined().trimmed(atEnd: " ")
        }
    }

    /// One row in as many lines as it takes.
    private func folded(_ cells: [String], at limit: Int) -> [String] {
        var lines = [""]
        var start = 0
        for (index, cell) in cells.enumerated() {
            let width = VisibleText.width(cell)
            let end = VisibleText.width(lines[lines.count - 1])
            let place = max(start, index == 0 ? 0 : end + columns[index - 1].gap)
            let fits = index == cells.count - 1 ? place + width <= limit : place == start
            if fits {
                lines[lines.count - 1] = VisibleText.padded(lines[lines.count - 1], to: place) + cell
            } else {
                lines.append(String(repeating: " ", count: max(0, min(start, limit - width))) + cell)
            }
            start += columns[index].width
        }
        return lines
    }
}

extension TextTable.Column {
    fileprivate var isRight: Bool {
        switch self {
        case .left: false
        case .right: true
        }
    }

    fileprivate var width: Int {
        switch self {
        case .left(let width), .right(let width): width
        }
    }

    /// The blanks between this column's widest cell and its neighbour.
    fileprivate var gap: Int { isRight ? 1 : 2 }
}
