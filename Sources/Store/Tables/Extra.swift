import JSONPages

/// Collects the fields that have no column into one JSON object. Numbers keep the digits that were received.
struct Extra {
    private var text: [UInt8] = []
    private var cursor = 0

    mutating func clear() { text.removeAll(keepingCapacity: true) }

    /// Starts anew with the fields of a record that the mapping does not name. Records must come in their order.
    mutating func collectUnknowns(of record: Int, in page: PageReader) {
        clear()
        var position = cursor
        page.unknowns(of: record, cursor: &position) { key, value in append(key, value) }
        cursor = position
    }

    /// Adds a field whose value does not fit its column.
    mutating func add(_ name: String, _ value: FieldValue) {
        open()
        text.append(UInt8(ascii: "\""))
        text.append(contentsOf: name.utf8)
        text.append(contentsOf: "\":".utf8)
        text.appendJSON(value)
    }

    /// The whole object; empty if there is nothing in it.
    mutating func close() -> [UInt8] {
        guard !text.isEmpty else { return text }
        text.append(UInt8(ascii: "}"))
        return text
    }

    private mutating func append(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        open()
        text.append(contentsOf: key)
        text.append(UInt8(ascii: ":"))
        text.append(contentsOf: value)
    }

    private mutating func open() {
        text.append(UInt8(ascii: text.isEmpty ? "{" : ","))
    }
}
