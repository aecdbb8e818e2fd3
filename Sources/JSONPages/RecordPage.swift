import CJSONPages

/// The records of one answer: a page's bytes, and where in them each field of each record lies.
///
/// The envelope may be any that API.md 3.2 lists: a bare array, `result` / `items` / `data`, or `result.items`.
public struct RecordPage: Sendable {
    /// The names whose values a record gives by position.
    public let fields: [String]
    /// The `count` or `total` beside the list, where the server sends one.
    public let total: Int?

    let bytes: PageBytes
    let arena: [UInt8]
    let records: [jp_record]
    let values: [jp_value]
    let unknowns: [jp_unknown]

    /// How many records the page holds.
    public var count: Int { records.count }

    /// The size of the answer's text in bytes.
    public var byteCount: Int { bytes.count }

    /// Reads and checks a whole page: after this, every part of it is known to be JSON.
    ///
    /// - Parameter fields: the names to look for, best in the order in which the server sends them.
    public init(reading bytes: PageBytes, fields: [String]) throws(PageError) {
        self.bytes = bytes
        self.fields = fields
        let page = bytes.withUnsafeBytes { text in
            withCStrings(fields) { names in
                jp_read(text.baseAddress?.assumingMemoryBound(to: CChar.self), text.count, names, fields.count)
            }
        }
        switch page.status {
        case JP_OK: break
        case JP_NO_LIST: throw .noList
        default: throw .broken(page.message.map { String(cString: $0) } ?? "not JSON")
        }
        total = page.total >= 0 ? Int(page.total) : nil
        records = Array(UnsafeBufferPointer(start: page.records, count: page.record_count))
        values = Array(UnsafeBufferPointer(start: page.values, count: page.record_count * fields.count))
        unknowns = Array(UnsafeBufferPointer(start: page.unknowns, count: page.unknown_count))
        let start = UnsafeRawPointer(page.arena)?.assumingMemoryBound(to: UInt8.self)
        arena = Array(UnsafeBufferPointer(start: start, count: page.arena_length))
    }
}

/// Why an answer is no page of records.
public enum PageError: Error, Equatable {
    /// Not JSON, or cut off; asking again may help. The text says what simdjson objects to.
    case broken(String)
    /// JSON, but with no list of objects in any place where one is known to be.
    case noList
}

/// Calls `body` with the names as C strings. The pointers are valid only inside.
private func withCStrings<Result>(
    _ names: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
) -> Result {
    let starts = names.reduce(into: (offsets: [Int](), text: [CChar]())) { joined, name in
        joined.offsets.append(joined.text.count)
        joined.text.append(contentsOf: name.utf8CString)
    }
    return starts.text.withUnsafeBufferPointer { text in
        let pointers = starts.offsets.map { text.baseAddress?.advanced(by: $0) }
        return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
    }
}
