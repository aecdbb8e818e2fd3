import CXlsxWriter

/// The library's workbook, freed with this object: the boundary to C, where all of its results are checked.
///
/// The workbook and its sheets share it, so that no sheet outlives what it writes to.
final class XlsxFile {
    private var book: OpaquePointer?
    private let path: String
    /// Where the library puts its temporary files: beside the workbook.
    private let folder: String
    /// Whether there was no file at the path before.
    private let isNew: Bool
    /// The size of the largest sheet's file.
    private var largestSheet: Int64 = 0

    init(path: String) throws(SpreadsheetError) {
        guard xl_is_built_in() != 0 else { throw .notBuiltIn }
        var created: Int32 = 0
        let failure = xl_touch(path, &created)
        guard failure == 0 else { throw .system(failure) }
        let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? "./"
        (self.path, isNew, folder) = (path, created != 0, String(name))
        book = xl_new(path, folder)
        guard book != nil else { throw .outOfMemory }
    }

    deinit { discard() }

    private func discard() {
        guard let book else { return }
        xl_free(book)
        self.book = nil
        removeIfNew()
    }

    private func removeIfNew() {
        // A caller's own file is the caller's to remove.
        if isNew { _ = unlink(path) }
    }

    /// Ends the work: a part of the data is lost, so nothing may be completed any more.
    private func failed(_ number: Int32) -> SpreadsheetError {
        discard()
        return .system(number)
    }

    private func open() throws(SpreadsheetError) -> OpaquePointer {
        guard let book else { throw .isClosed }
        return book
    }

    func setProperties(title: String, created: Int64) throws(SpreadsheetError) {
        try check(xl_set_properties(try open(), title, created))
    }

    /// - Parameter style: the shim's flags.
    func newFormat(_ numbers: String?, style: Int = 0) throws(SpreadsheetError) -> OpaquePointer {
        guard let format = xl_new_format(try open(), numbers, Int32(style)) else { throw .outOfMemory }
        return format
    }

    func newSheet(named name: String) throws(SpreadsheetError) -> OpaquePointer {
        xl_forget_system_error()
        guard let sheet = xl_new_sheet(try open(), name, SheetNames.quoted(name)) else { throw .system(xl_system_error()) }
        return sheet
    }

    /// Calls the library for a sheet, and looks whether it and the system took it.
    func write(to sheet: OpaquePointer, _ call: (OpaquePointer) -> Int32) throws(SpreadsheetError) {
        _ = try open()
        xl_forget_system_error()
        try check(call(sheet))
        if xl_has_failed(sheet) != 0 { throw failed(xl_system_error()) }
    }

    /// Writes what is still in memory of a sheet.
    func flush(_ sheet: OpaquePointer) throws(SpreadsheetError) {
        _ = try open()
        var failure: Int32 = 0
        let size = xl_flush(sheet, &failure)
        guard size >= 0 else { throw failed(failure) }
        largestSheet = max(largestSheet, size)
    }

    /// Completes the file.
    func close() throws(SpreadsheetError) {
        let book = try open()
        // The library adds the sheet's head and foot, which are mostly the columns' widths.
        let failure = xl_check_room(folder, largestSheet + 4_194_304)
        guard failure == 0 else { throw failed(failure) }
        self.book = nil
        let result = xl_close(book)
        guard result.library == 0 else {
            removeIfNew()
            throw result.system == 0 ? .library(result.library) : .system(result.system)
        }
    }

    private func check(_ result: Int32) throws(SpreadsheetError) {
        guard result == 0 else { throw .library(result) }
    }
}

extension SpreadsheetError {
    fileprivate static let outOfMemory = SpreadsheetError.failed(reason: "there is not enough memory")

    fileprivate static func library(_ number: Int32) -> SpreadsheetError {
        .failed(reason: xl_message(number).map { String(cString: $0) } ?? "libxlsxwriter's error \(number)")
    }

    fileprivate static func system(_ number: Int32) -> SpreadsheetError {
        guard number != 0 else { return .failed(reason: "a write to a temporary file failed") }
        return .failed(reason: xl_system_message(number).map { String(cString: $0) } ?? "the system's error \(number)")
    }
}
