import CXlsxWriter
import Values

/// Writes the cells of one sheet, row after row, each value as what Excel takes without changing it.
struct CellWriter {
    let file: XlsxFile
    let sheet: OpaquePointer
    /// Texts whose end was left out, because a cell takes 32,767 characters.
    private(set) var cutCells = 0

    /// Excel keeps 15 digits of a number.
    private static let exactIntegers: ClosedRange<Int64> = -999_999_999_999_999...999_999_999_999_999
    /// What Excel takes as a number. It takes a smaller one for 0.
    private static let reals = 2.2250738585073e-308...9.99999999999999e307

    init(file: XlsxFile, sheet: OpaquePointer) {
        self.file = file
        self.sheet = sheet
    }

    mutating func write(_ cell: StoredValue, row: Int, place: Int, _ column: Column, _ formats: Formats) throws(SpreadsheetError) {
        switch cell {
        case .null: break
        case .integer(let number):
            try write(number, row: row, place: place, column.isIdentifier ? formats.identifier : formats.amount)
        case .real(let number): try write(number, row: row, place: place, nil)
        case .text(let text):
            if let form = column.dates, let date = DateText(text), date.form == form, let serial = date.serial {
                try write(serial, row: row, place: place, formats.dates(form))
            } else {
                try write(text, row: row, place: place, nil)
            }
        case .blob(let bytes): try write(Base64.text(bytes), row: row, place: place, nil)
        }
    }

    /// A text that can hold anything: it never becomes a formula or a link.
    mutating func write(_ text: String, row: Int, place: Int, _ format: OpaquePointer?) throws(SpreadsheetError) {
        let text = XMLText(text)
        if text.isCut { cutCells += 1 }
        try file.write(to: sheet) { xl_write_text($0, UInt32(row), UInt16(place), text.spelled, format) }
    }

    mutating func write(_ number: Int64, row: Int, place: Int, _ format: OpaquePointer) throws(SpreadsheetError) {
        guard Self.exactIntegers.contains(number) else { return try write(String(number), row: row, place: place, nil) }
        try write(Double(number), row: row, place: place, format)
    }

    mutating func write(_ number: Double, row: Int, place: Int, _ format: OpaquePointer?) throws(SpreadsheetError) {
        guard number == 0 || Self.reals.contains(abs(number)) else {
            return try write(Self.spelling(number), row: row, place: place, nil)
        }
        // Adding 0 makes 0 of -0.
        try file.write(to: sheet) { xl_write_number($0, UInt32(row), UInt16(place), number + 0, format) }
    }

    private static func spelling(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        guard number.isInfinite else { return number.description }
        return number < 0 ? "-Infinity" : "Infinity"
    }
}
