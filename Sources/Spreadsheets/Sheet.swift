import CXlsxWriter
import Values

/// A sheet that takes rows until it ends. It keeps the first 1,000 in memory, to see which columns hold dates and how wide they are.
public final class Sheet {
    /// The most that Excel takes, with the header.
    static let rowLimit = 1_048_576
    /// The most that Excel takes.
    static let columnLimit = 16_384
    /// How many rows decide about the columns.
    static let sampleSize = 1_000

    /// The sheet's name in the workbook.
    public let name: String
    /// How many rows were appended, without the header.
    public private(set) var rows = 0
    /// How many texts were cut, because a cell takes 32,767 characters. It is complete when the sheet has ended.
    public var cutCells: Int { writer.cutCells }

    private let names: [String]
    private let formats: Formats
    private var writer: CellWriter
    private var sample: [[StoredValue]] = []
    /// Nil while the sample is taken.
    private var columns: [Column]?
    private var hasEnded = false

    init(_ file: XlsxFile, _ formats: Formats, named name: String, columns: [String]) throws(SpreadsheetError) {
        guard !columns.isEmpty else { throw .noColumns(sheet: name) }
        guard columns.count <= Self.columnLimit else {
            throw .tooManyColumns(sheet: name, columns: columns.count, limit: Self.columnLimit)
        }
        (self.name, self.formats, names) = (name, formats, columns)
        writer = CellWriter(file: file, sheet: try file.newSheet(named: name))
        for (place, column) in columns.enumerated() { try writer.write(column, row: 0, place: place, formats.header) }
        try file.write(to: writer.sheet) {
            xl_freeze_header($0)
            return 0
        }
    }

    /// Adds a row, with a cell for each column.
    public func append(_ cells: [StoredValue]) throws(SpreadsheetError) {
        guard !hasEnded else { throw .sheetHasEnded(sheet: name) }
        guard cells.count == names.count else {
            throw .wrongNumberOfCells(sheet: name, row: rows + 1, cells: cells.count, columns: names.count)
        }
        guard rows < Self.rowLimit - 1 else { throw .tooManyRows(sheet: name, limit: Self.rowLimit - 1) }
        rows += 1
        if columns != nil {
            for place in cells.indices { columns?[place].decide(by: cells[place]) }
            try write(cells, row: rows, columns ?? [])
        } else {
            sample.append(cells)
            if sample.count == Self.sampleSize { try endSample() }
        }
    }

    /// Completes the sheet: it takes no more rows then. To end it twice is no error.
    public func end() throws(SpreadsheetError) {
        guard !hasEnded else { return }
        hasEnded = true
        if columns == nil { try endSample() }
        let (last, width) = (UInt32(rows), UInt16(names.count - 1))
        if rows > 0 { try writer.file.write(to: writer.sheet) { xl_add_filter($0, last, width) } }
        try writer.file.flush(writer.sheet)
    }

    /// Decides about the columns, and writes the rows that waited for it.
    private func endSample() throws(SpreadsheetError) {
        let columns = names.enumerated().map { place, name in Column(name: name, sample: sample.lazy.map { $0[place] }) }
        self.columns = columns
        for (place, column) in columns.enumerated() {
            try writer.file.write(to: writer.sheet) { xl_set_width($0, UInt16(place), Double(column.width)) }
        }
        for (index, cells) in sample.enumerated() { try write(cells, row: index + 1, columns) }
        sample = []
    }

    private func write(_ cells: [StoredValue], row: Int, _ columns: [Column]) throws(SpreadsheetError) {
        for (place, cell) in cells.enumerated() { try writer.write(cell, row: row, place: place, columns[place], formats) }
    }
}
