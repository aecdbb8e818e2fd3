import CJSONPages

/// The records of one answer: a page's bytes, and where in them each field of each record lies.
///
/// The envelope may be any that API.md 3.2 lists: a bare array, `result` / `items` / `data`, or `result.items`.
public struct RecordPage: Sendable {
    /// The names whose values a record gives by position.
    public let fields: [String]
    /// The largest `count` or `total` beside the list, where the server sends one.
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

    /// Reads and checks a whole page: after this, every part of it is known to be JSON.
    ///
    /// - Parameter fields: the names to look for, best in the order in which the server sends them.
    /// - Throws: `.noList`, `.contradictory`, or `.broken`, for which `PageBytes.mended` may know a remedy.
    public init(reading bytes: PageBytes, fields: [String]) throws(PageError) {
        self.bytes = bytes
        self.fields = fields
        let page = bytes.withUnsafeBytes { text in
            withCStrings(fields) { names in
                jp_read(text.baseAddress?.assumingMemoryBound(to: CChar.self), text.count, names, fields.count)
            }
        }
        try PageError.check(page.status, page.message)
        total = page.total >= 0 ? Int(page.total) : nil
        records = Array(UnsafeBufferPointer(start: page.records, count: page.record_count))
        values = Array(UnsafeBufferPointer(start: page.values, count: page.record_count * fields.count))
        unknowns = Array(UnsafeBufferPointer(start: page.unknowns, count: page.unknown_count))
        let start = UnsafeRawPointer(page.arena)?.assumingMemoryBound(to: UInt8.self)
        arena = Array(UnsafeBufferPointer(start: start, count: page.arena_length))
    }
}
