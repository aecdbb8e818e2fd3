import CJSONPages

/// What kind of value a field holds.
public enum FieldKind: Sendable {
    case absent, null, `false`, `true`, number, string, nested
}

/// A field's value where it lies in the page. It is valid only while `RecordPage.read` runs.
public struct FieldValue {
    public let kind: FieldKind
    /// A string's characters, a number's digits as received, or the JSON of an array or object without white space.
    public let text: UnsafeRawBufferPointer
    /// The string held half of a surrogate pair, which no text can hold. U+FFFD replaces it, and `PageReader.unknowns` has the JSON text as
    /// received.
    public let isRepaired: Bool

    public init(kind: FieldKind, text: UnsafeRawBufferPointer, isRepaired: Bool = false) {
        self.kind = kind
        self.text = text
        self.isRepaired = isRepaired
    }

    public static var absent: FieldValue {
        FieldValue(kind: .absent, text: UnsafeRawBufferPointer(start: nil, count: 0))
    }
}

/// A page's records while its memory is held still: pointers, no copies. Store stages records from it.
public struct PageReader {
    let bytes: UnsafeRawBufferPointer
    let arena: UnsafeRawBufferPointer
    let records: UnsafeBufferPointer<jp_record>
    let values: UnsafeBufferPointer<jp_value>
    let unknowns: UnsafeBufferPointer<jp_unknown>
    let fieldCount: Int

    public var count: Int { records.count }

    /// The record's JSON as received.
    public func text(of record: Int) -> UnsafeRawBufferPointer {
        let place = records[record]
        return slice(bytes, place.offset, place.length)
    }

    /// One of the fields that `RecordPage.fields` names comes twice in the record, so nobody can say which value is meant.
    public func isDoubled(_ record: Int) -> Bool { records[record].is_doubled == 1 }

    /// The value of the field at a position of `RecordPage.fields`.
    public func value(of record: Int, _ field: Int) -> FieldValue {
        resolve(values[record * fieldCount + field])
    }

    /// Calls `body` with each field that `RecordPage.fields` doesn't name, and with each that was repaired. Key and value are JSON texts.
    ///
    /// - Parameter cursor: where to continue in the page's list of such fields. Start at 0 and pass it from record to record.
    public func unknowns(
        of record: Int, cursor: inout Int, _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Void
    ) {
        while cursor < unknowns.count, unknowns[cursor].record < record { cursor += 1 }
        while cursor < unknowns.count, unknowns[cursor].record == record {
            body(resolve(unknowns[cursor].key).text, resolve(unknowns[cursor].value).text)
            cursor += 1
        }
    }

    private func resolve(_ value: jp_value) -> FieldValue {
        let source = value.in_arena == 1 ? arena : bytes
        return FieldValue(kind: kind(value.kind), text: slice(source, value.offset, value.length), isRepaired: value.is_repaired == 1)
    }

    private func kind(_ raw: UInt8) -> FieldKind {
        switch jp_kind(UInt32(raw)) {
        case JP_NULL: .null
        case JP_FALSE: .false
        case JP_TRUE: .true
        case JP_NUMBER: .number
        case JP_STRING: .string
        case JP_NESTED: .nested
        default: .absent
        }
    }
}

extension RecordPage {
    /// Holds the page's memory still and reads it. Nothing that `body` receives may be kept.
    public func read<Result>(_ body: (PageReader) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBytes { bytes in
            try arena.withUnsafeBytes { arena in
                try records.withUnsafeBufferPointer { records in
                    try values.withUnsafeBufferPointer { values in
                        try unknowns.withUnsafeBufferPointer { unknowns in
                            try body(
                                PageReader(
                                    bytes: bytes, arena: arena, records: records, values: values,
                                    unknowns: unknowns, fieldCount: fields.count))
                        }
                    }
                }
            }
        }
    }
}
