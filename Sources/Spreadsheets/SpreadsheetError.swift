import Values

/// Why a workbook could not be written. No message holds a value of the data.
public enum SpreadsheetError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The program was built on a machine without libxlsxwriter.
    case notBuiltIn
    /// A report has at least one column.
    case noColumns(sheet: String)
    /// Excel has 16,384.
    case tooManyColumns(sheet: String, columns: Int, limit: Int)
    /// Excel has 1,048,576 with the header; `limit` is without it.
    case tooManyRows(sheet: String, limit: Int)
    /// Each row has a cell for each column. Rows count from 1.
    case wrongNumberOfCells(sheet: String, row: Int, cells: Int, columns: Int)
    /// A row came after the sheet's end, or after the beginning of another sheet.
    case sheetHasEnded(sheet: String)
    /// The workbook was closed, or a write to it failed before.
    case isClosed
    /// The system or the library refused.
    case failed(reason: String)

    public var description: String {
        switch self {
        case .notBuiltIn: "this program was built without libxlsxwriter, so it cannot write Excel workbooks"
        case .noColumns(let sheet): "the sheet \"\(sheet)\" has no columns"
        case .tooManyColumns(let sheet, let columns, let limit):
            "the sheet \"\(sheet)\" would have \(columns.grouped("column")), and Excel takes \(limit.grouped)"
        case .tooManyRows(let sheet, let limit): "the sheet \"\(sheet)\" has more than the \(limit.grouped("row")) that Excel takes"
        case .wrongNumberOfCells(let sheet, let row, let cells, let columns):
            "row \(row.grouped) of the sheet \"\(sheet)\" has \(cells.grouped("cell")) for \(columns.grouped("column"))"
        case .sheetHasEnded(let sheet): "the sheet \"\(sheet)\" has ended and takes no more rows"
        case .isClosed: "the workbook is closed"
        case .failed(let reason): "the workbook could not be written: \(reason)"
        }
    }

    /// The exit code of the program.
    public var exitCode: Int32 {
        switch self {
        case .failed: 74
        default: 64
        }
    }

    /// What the user can do about it.
    public var hint: String? {
        switch self {
        case .notBuiltIn: "install libxlsxwriter-dev (Debian) or libxlsxwriter (Homebrew), then `swift package clean` and build again"
        case .tooManyRows: "ask for fewer rows, or write CSV, which has no limit"
        case .tooManyColumns: "ask for fewer columns, or write CSV, which has no limit"
        case .noColumns, .wrongNumberOfCells, .sheetHasEnded, .isClosed, .failed: nil
        }
    }
}
