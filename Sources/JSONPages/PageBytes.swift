import CJSONPages
import Values

/// The bytes of one answer, followed by the zero bytes that simdjson may read past the end.
///
/// The client grows it with `append` while the body streams in, and hands it to a reader. The text is not copied again.
public struct PageBytes: Sendable {
    /// How many bytes past the text simdjson may read.
    static let padding = 64

    private var storage: [UInt8]

    /// - Parameter capacity: the expected size in bytes, such as a Content-Length. A wrong guess costs only a copy.
    public init(capacity: Int = 0) {
        storage = []
        storage.reserveCapacity(capacity + Self.padding)
        storage.append(contentsOf: repeatElement(0, count: Self.padding))
    }

    public init(_ bytes: some Sequence<UInt8>) {
        self.init(capacity: bytes.underestimatedCount)
        append(bytes)
    }

    /// Takes over a finished text, without a copy if it left room for the padding.
    init(padding text: consuming [UInt8]) {
        storage = text
        storage.append(contentsOf: repeatElement(0, count: Self.padding))
    }

    /// The size of the text in bytes, without the padding.
    public var count: Int { storage.count - Self.padding }

    /// Adds the next piece of the body.
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        storage.removeLast(Self.padding)
        storage.append(contentsOf: bytes)
        storage.append(contentsOf: repeatElement(0, count: Self.padding))
    }

    /// The text, without the padding; the padding follows it in memory.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try storage.withUnsafeBytes { padded in
            try body(UnsafeRawBufferPointer(rebasing: padded.dropLast(Self.padding)))
        }
    }
}

extension PageBytes {
    /// How deep arrays and objects may be nested in a mended answer.
    static let deepest = 900

    /// The answer as valid JSON that says the same, if only these things are wrong with it: a byte order mark, a control character or a
    /// byte that isn't UTF-8 in a string, or values that are nested too deep to be read. Other faults stay.
    ///
    /// A byte that isn't UTF-8 becomes half of a surrogate pair (`\udcXX`, as in PEP 383), so that readers show U+FFFD and the byte isn't
    /// lost. A value that is nested too deep becomes a string of its text.
    ///
    /// - Parameter mask: replaces a value that is nested too deep, instead of its text, if that may hold secrets.
    /// - Returns: nil if there is nothing to mend.
    public func mended(maskingDepthsWith mask: String? = nil) -> PageBytes? {
        let mended = withCText { page, count in
            if let mask {
                JSONText.quoted(mask, .stored).withCString { jp_mend(page, count, Self.deepest, $0) }
            } else {
                jp_mend(page, count, Self.deepest, nil)
            }
        }
        guard let text = mended.text else { return nil }
        return PageBytes(UnsafeRawBufferPointer(start: text, count: mended.length))
    }
}

extension PageBytes {
    /// A listing of names and values as a page of records, `[{"name":"n","value":"v"},…]` (API.md 4.9).
    ///
    /// If it comes as such a list, in any envelope that `RecordPage` reads, it stays as it is. It may also come as an object of scalars,
    /// bare or under `result`, `items` or `data`; other members beside it are ignored then: `{"result":{"n":"v"},"page":1}`. Names and
    /// values keep their text and order. A bare object that has only the words of an error, such as `{"message":"Unauthorized"}`, is no
    /// listing, nor is one that says `"success":false`.
    ///
    /// - Parameter fromPairs: the fields that receive the name and the value.
    /// - Throws: `.noList` if a value is an array or object, or if the page is no object or is an error; `.contradictory` if an error, a
    ///   second listing or a repeated name contradicts it; `.broken` if it isn't JSON.
    public func records(fromPairs fields: (key: String, value: String)) throws(PageError) -> PageBytes {
        try rewritten([JSONText.quoted(fields.key, .stored), JSONText.quoted(fields.value, .stored)]) { bytes, count, keys in
            guard let key = keys?[0], let value = keys?[1] else { return jp_form() }
            return jp_pairs(bytes, count, key, value)
        }
    }

    /// A listing of arrays as a page of records: `{"data":[["Label","value",null]]}` → `[{"label":"Label","value":"value","3":null}]`.
    ///
    /// A further value of an array gets its position as its field, counted from 1. A list's element that is an object stays as it is; a
    /// scalar becomes the value of every named field. If all elements are objects, the page stays as it is, with its envelope.
    ///
    /// - Parameter fromTuples: the fields that receive the first values.
    /// - Throws: `.noList` if no known envelope holds a list; `.contradictory` as for pairs; `.broken` if the page isn't JSON.
    public func records(fromTuples fields: [String]) throws(PageError) -> PageBytes {
        try rewritten(fields.map { JSONText.quoted($0, .stored) }) { bytes, count, keys in jp_tuples(bytes, count, keys, fields.count) }
    }

    private func rewritten(
        _ keys: [String], by read: (UnsafePointer<CChar>?, Int, UnsafePointer<UnsafePointer<CChar>?>?) -> jp_form
    ) throws(PageError) -> PageBytes {
        let form = withCText { page, count in withCStrings(keys) { read(page, count, $0) } }
        try PageError.check(form.status, form.message)
        guard let text = form.text else { return self }
        return PageBytes(UnsafeRawBufferPointer(start: text, count: form.length))
    }
}
