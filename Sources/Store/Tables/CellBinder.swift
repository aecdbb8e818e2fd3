import GRDBSQLite
import JSONPages
import Values

/// Binds a field's value to a parameter of a statement, in the form of its column's type. `PageStager` and `VersionStager` use it.
///
/// Text is bound without a copy, from the page's memory: the page must outlive the step.
struct CellBinder {
    let statement: OpaquePointer

    /// - Returns: false if the value does not fit the type. Then NULL is bound, and the value belongs in `_extra`.
    func bind(_ value: FieldValue, as type: ColumnType, at index: Int32) -> Bool {
        if value.kind == .absent || value.kind == .null {
            sqlite3_bind_null(statement, index)
            return true
        }
        let fits =
            switch type {
            case .integer: bindInteger(value, index)
            case .boolean: bindBoolean(value, index)
            case .timestamp: bindTimestamp(value, index)
            case .json: bindJSON(value, index)
            case .any: bindInteger(value, index) || bindText(value.text, index)
            case .text: bindText(value.text, index)
            }
        if !fits { sqlite3_bind_null(statement, index) }
        return fits
    }

    func bindText(_ text: UnsafeRawBufferPointer, _ index: Int32) -> Bool {
        sqlite3_bind_text(statement, index, text.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(text.count), nil) == SQLITE_OK
    }

    private func bindInteger(_ value: FieldValue, _ index: Int32) -> Bool {
        guard let number = Int64(value) else { return false }
        return sqlite3_bind_int64(statement, index, number) == SQLITE_OK
    }

    private func bindBoolean(_ value: FieldValue, _ index: Int32) -> Bool {
        switch value.kind {
        case .true: return sqlite3_bind_int64(statement, index, 1) == SQLITE_OK
        case .false: return sqlite3_bind_int64(statement, index, 0) == SQLITE_OK
        case .string where value.text.elementsEqual("true".utf8): return sqlite3_bind_int64(statement, index, 1) == SQLITE_OK
        case .string where value.text.elementsEqual("false".utf8): return sqlite3_bind_int64(statement, index, 0) == SQLITE_OK
        default:
            guard let number = Int64(value), 0...1 ~= number else { return false }
            return sqlite3_bind_int64(statement, index, number) == SQLITE_OK
        }
    }

    private func bindTimestamp(_ value: FieldValue, _ index: Int32) -> Bool {
        guard value.kind == .string else { return false }
        return withUnsafeTemporaryAllocation(byteCount: Timestamp.length, alignment: 1) { output in
            guard Timestamp.normalize(value.text, into: output) else { return false }
            let text = output.baseAddress?.assumingMemoryBound(to: CChar.self)
            return sqlite3_bind_text(statement, index, text, Int32(output.count), transient) == SQLITE_OK
        }
    }

    /// A string may hold JSON (API.md 3.3: `schema`). A string that holds none is put in quotes, which makes it JSON.
    private func bindJSON(_ value: FieldValue, _ index: Int32) -> Bool {
        if value.kind != .string || isJSON(value.text) { return bindText(value.text, index) }
        var quoted: [UInt8] = []
        quoted.appendJSON(value)
        return quoted.withUnsafeBytes { bytes in
            let text = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return sqlite3_bind_text(statement, index, text, Int32(bytes.count), transient) == SQLITE_OK
        }
    }
}

extension CellBinder {
    /// Binds a record's fields to the columns that they go to, and runs the statement. A sync and a new column's backfill both make rows
    /// by this, so that they make the same row of the same record.
    ///
    /// - Parameters:
    ///   - extra: the fields that have no column. It also gets the values that do not fit their column.
    ///   - extraIndex: where the statement takes `_extra`; NULL if nothing is left for it.
    func run(
        _ record: Int, of reader: PageReader, into columns: [StagedTable.FieldColumn], _ extra: inout Extra, at extraIndex: Int32
    ) throws {
        for column in columns {
            let field = column.fields.first { reader.value(of: record, $0).kind != .absent }
            let value = field.map { reader.value(of: record, $0) } ?? .absent
            // A string that was repaired stands among the unknown fields already, as it was received.
            if !bind(value, as: column.type, at: column.index), !value.isRepaired { extra.add(column.name, value) }
        }
        try extra.close().withUnsafeBytes { text in
            if text.isEmpty { sqlite3_bind_null(statement, extraIndex) } else { _ = bindText(text, extraIndex) }
            try Store.run(statement) { _ in }
        }
    }
}

/// Tells SQLite to copy the bytes at once.
let transient = unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)

extension Int64 {
    /// The integer that a field holds: a JSON number without a fraction (`12`, `12.0`, `7E+3`), or a string of its digits (API.md 3.3).
    /// A string such as `007` stays a text: the integer would not be written that way again.
    init?(_ value: FieldValue) {
        switch value.kind {
        case .number: self.init(digits: value.text)
        case .string: self.init(spelled: value.text)
        default: return nil
        }
    }

    private init?(digits text: UnsafeRawBufferPointer) {
        // Nearly all are plain digits.
        if let plain = Int64(spelled: text) { self = plain } else { self.init(jsonNumber: text) }
    }

    private init?(spelled text: UnsafeRawBufferPointer) {
        let negative = text.first == UInt8(ascii: "-")
        let digits = negative ? text.dropFirst() : text[...]
        let isZero = digits.count == 1 && !negative
        guard let first = digits.first, digits.count <= 19, first != UInt8(ascii: "0") || isZero else { return nil }
        var value: Int64 = 0
        for byte in digits {
            let digit = Int64(byte) - 48
            guard 0...9 ~= digit else { return nil }
            let (scaled, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = negative ? scaled.subtractingReportingOverflow(digit) : scaled.addingReportingOverflow(digit)
            guard !tooLarge, !overflow else { return nil }
            value = sum
        }
        self = value
    }
}

extension [UInt8] {
    /// Adds a field's value as JSON text.
    mutating func appendJSON(_ value: FieldValue) {
        guard value.kind == .string else { return append(contentsOf: value.text) }
        JSONText.append(value.text, to: &self, .stored)
    }
}
