import CXlsxWriter
import Values

/// The sheet that tells about the others: labels to the left, values to the right of them.
enum Notes {
    private static let widestLabel = 30
    private static let widestValue = 80
    /// In points, as Excel has them.
    private static let (lineHeight, highestRow) = (15, 405)

    static func write(
        _ blocks: [[(label: String, value: StoredValue)]], to writer: CellWriter, _ formats: Formats
    ) throws(SpreadsheetError) {
        var writer = writer
        var row = 0
        for block in blocks {
            for line in block {
                try writer.write(line.label, row: row, place: 0, formats.label)
                try write(line.value, row: row, to: &writer, formats)
                try setHeight(row, lines(of: line.value), writer)
                row += 1
            }
            row += 1
        }
        let lines = blocks.joined()
        try setWidth(0, lines.map { VisibleText.width($0.label) }.max() ?? 0, atMost: widestLabel, writer)
        try setWidth(1, lines.map { width(of: $0.value) }.max() ?? 0, atMost: widestValue, writer)
        try writer.file.flush(writer.sheet)
    }

    private static func write(_ value: StoredValue, row: Int, to writer: inout CellWriter, _ formats: Formats) throws(SpreadsheetError) {
        switch value {
        case .null: break
        case .integer(let number): try writer.write(number, row: row, place: 1, formats.noteAmount)
        case .real(let number): try writer.write(number, row: row, place: 1, formats.note)
        case .text(let text): try writer.write(text, row: row, place: 1, formats.note)
        case .blob(let bytes): try writer.write(Base64.text(bytes), row: row, place: 1, formats.note)
        }
    }

    private static func setWidth(_ place: UInt16, _ width: Int, atMost widest: Int, _ writer: CellWriter) throws(SpreadsheetError) {
        try writer.file.write(to: writer.sheet) { xl_set_width($0, place, Double(min(widest, max(6, width + 2)))) }
    }

    /// Excel finds the height of a row that wraps by itself, and LibreOffice does not.
    private static func setHeight(_ row: Int, _ lines: Int, _ writer: CellWriter) throws(SpreadsheetError) {
        guard lines > 1 else { return }
        try writer.file.write(to: writer.sheet) { xl_set_height($0, UInt32(row), Double(min(highestRow, lines * lineHeight))) }
    }

    private static func lines(of value: StoredValue) -> Int {
        guard case .text(let text) = value else { return 1 }
        return text.parts(between: "\n").reduce(0) { $0 + VisibleText.wrapped($1, to: widestValue, dividesWords: true).count }
    }

    private static func width(of value: StoredValue) -> Int {
        switch value {
        case .null: 0
        case .integer(let number): number.grouped.utf8.count
        case .real: 11
        case .text(let text): text.parts(between: "\n").map { VisibleText.width(String($0.prefix(widestValue))) }.max() ?? 0
        case .blob(let bytes): (bytes.count + 2) / 3 * 4
        }
    }
}
