import CJSONPages

/// Why an answer is no page of records.
public enum PageError: Error, Equatable {
    /// Not JSON, or cut off; asking again may help. The text says what simdjson objects to.
    case broken(String)
    /// JSON, but without a list of objects in any place where lists are known to be.
    case noList
    /// A list with something beside it that contradicts it: an error, a second list, a name twice. The text says what. Such a list proves
    /// nothing.
    case contradictory(String)
}

/// The records of one answer: a page's bytes, and where in them each field of each record lies.
///
/// Sync makes one of each answer; Store reads it with `read`, in `PageReader.swift`. The envelope may be any that API.md 3.2 lists: a bare
/// array, `result` / `items` / `data`, or `result.items`.
public struct RecordPage: Sendable {
    /// The names whose values a record gives by position.
    public let fields: [String]
    /// The largest `count` or `total` beside the list, if the server sends one.
    public let total: Int?

    /// The answer's text.
    public let bytes: PageBytes
    let arena: [UInt8]
    let records: [jp_record]
    let values: [jp_value]
    let unknowns: [jp_unknown]

    /// How many records the page holds.
    public var count: Int { records.count }

    /// The size of the answer's text in bytes.
    public var byteCount: Int { bytes.count }

    /// Reads and checks a whole page. After this, every part of it is known to be JSON.
    ///
    /// - Parameter fields: the names to look for, best in the order in which the server sends them.
    /// - Throws: `.noList`, `.contradictory`, or `.broken`, which `PageBytes.mended` may be able to mend.
    public init(reading bytes: PageBytes, fields: [String]) throws(PageError) {
        self.bytes = bytes
        self.fields = fields
        let page = bytes.withCText { text, count in
            withCStrings(fields) { names in jp_read(text, count, names, fields.count) }
        }
        try PageError.check(page.status, page.message)
        total = page.total >= 0 ? Int(page.total) : nil
        records = Array(UnsafeBufferPointer(start: page.records, count: page.record_count))
        values = Array(UnsafeBufferPointer(start: page.values, count: page.record_count * fields.count))
        unknowns = Array(UnsafeBufferPointer(start: page.unknowns, count: page.unknown_count))
        let start = UnsafeRawPointer(page.arena)?.assumingMemoryBound(to: UInt8.self)
        arena = Array(UnsafeBufferPointer(start: start, count: page.arena_length))
    }

    init(_ writer: PageWriter) {
        bytes = writer.bytes
        fields = writer.fields
        total = nil
        (records, values, unknowns, arena) = (writer.records, writer.values, [], writer.arena)
    }
}
