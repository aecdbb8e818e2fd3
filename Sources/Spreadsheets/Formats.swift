import CXlsxWriter

/// The looks of a workbook's cells. The library has each by its pointer.
struct Formats {
    let header: OpaquePointer
    /// For amounts: 1,234.
    let amount: OpaquePointer
    /// For numbers that are names: 1234.
    let identifier: OpaquePointer
    let day: OpaquePointer
    let month: OpaquePointer
    let instant: OpaquePointer
    /// A note's label.
    let label: OpaquePointer
    /// A note's text or number. It is the one that wraps.
    let note: OpaquePointer
    let noteAmount: OpaquePointer

    init(_ file: XlsxFile) throws(SpreadsheetError) {
        let (note, label) = (XL_WRAP | XL_LEFT | XL_TOP, XL_BOLD | XL_TOP)
        header = try file.newFormat(nil, style: XL_BOLD | XL_LINE_BELOW)
        amount = try file.newFormat("#,##0")
        identifier = try file.newFormat("0")
        day = try file.newFormat(DateText.Form.day.numberFormat)
        month = try file.newFormat(DateText.Form.month.numberFormat)
        instant = try file.newFormat(DateText.Form.instant.numberFormat)
        self.label = try file.newFormat(nil, style: label)
        self.note = try file.newFormat(nil, style: note)
        noteAmount = try file.newFormat("#,##0", style: note)
    }

    func dates(_ form: DateText.Form) -> OpaquePointer {
        switch form {
        case .day: day
        case .month: month
        case .instant: instant
        }
    }
}
