import CXlsxWriter
import Values

/// An Excel workbook that is being written to a file, one sheet after the other.
///
/// Memory does not grow with the rows: they go to a temporary file beside the workbook, which only this user can read and which has no name,
/// so that it vanishes with the process.
public final class Workbook {
    /// Whether this program was built with libxlsxwriter.
    public static var isAvailable: Bool { xl_is_built_in() != 0 }

    private let file: XlsxFile
    private let formats: Formats
    private var names = SheetNames()
    /// The sheet that takes rows.
    private var current: Sheet?

    /// Begins a workbook.
    ///
    /// - Parameters:
    ///   - path: the file that the workbook replaces; one that does not exist is made with mode 0600. Nothing is in it before `close`.
    ///   - title: for the workbook's properties.
    ///   - created: seconds since 1970 (UTC), for the properties. Equal data, titles and times give equal bytes.
    public init(path: String, title: String, created: Int64) throws(SpreadsheetError) {
        file = try XlsxFile(path: path)
        formats = try Formats(file)
        let title = title.unicodeScalars.reduce(into: "") { $0 += XMLText.isPlain($1) ? String($1) : " " }
        // The library takes 0 for now, and fails for years that have more than four digits.
        try file.setProperties(title: title, created: min(max(created, 1), 253_402_300_799))
    }

    /// Begins a sheet with a header, and ends the one before.
    ///
    /// - Parameter named: the wished name. The sheet's own is valid in Excel and has a number behind it if the wished one is taken.
    public func addSheet(named wished: String, columns: [String]) throws(SpreadsheetError) -> Sheet {
        try endCurrent()
        let sheet = try Sheet(file, formats, named: names.add(wished), columns: columns)
        current = sheet
        return sheet
    }

    /// Adds a sheet of labels and values, with an empty row between blocks.
    public func addNotes(named wished: String, _ blocks: [[(label: String, value: StoredValue)]]) throws(SpreadsheetError) {
        try endCurrent()
        try Notes.write(blocks, to: CellWriter(file: file, sheet: try file.newSheet(named: names.add(wished))), formats)
    }

    /// Completes the file. Without it, no workbook is at the path, and all is freed with this object.
    public func close() throws(SpreadsheetError) {
        try endCurrent()
        try file.close()
    }

    private func endCurrent() throws(SpreadsheetError) {
        try current?.end()
        current = nil
    }
}
