import CJSONPages
import Values

/// The bytes of one answer, followed by the zero bytes that simdjson may read past the end.
///
/// Grow it with `append` while the body streams in, then hand it to a reader: the text is never copied again.
public struct PageBytes: Sendable {
    /// How many bytes past the text simdjson may read.
    static let padding = 64

    private var storage: [UInt8]

    /// - Parameter capacity: the expected size in bytes, such as a Content-Length; a wrong guess costs a copy, no more.
    public init(capacity: Int = 0) {
        storage = []
        storage.reserveCapacity(capacity + Self.padding)
        storage.append(contentsOf: repeatElement(0, count: Self.padding))
    }

    public init(_ bytes: some Sequence<UInt8>) {
        self.init(capacity: bytes.underestimatedCount)
        append(bytes)
    }

    /// Takes a finished text over, without a copy if it left room for the padding.
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
    /// Containers within containers, at the most, in an answer that has been mended.
    static let deepest = 900

    /// The answer as JSON that says the same, where a few bytes of it are not as JSON wants them: it has a byte order mark, a control
    /// character or a byte that is not UTF-8 in a string, or is nested too deep to be read. What else is wrong stays wrong.
    ///
    /// A byte that is not UTF-8 becomes half of a surrogate pair (`\udcXX`, as in PEP 383), so that readers show U+FFFD and the byte is
    /// not lost. What is nested too deep becomes a string of its text.
    ///
    /// - Parameter mask: what takes the place of what is nested too deep, instead of its text, where that may hold secrets.
    /// - Returns: nil where there is nothing to mend.
    public func mended(maskingDepthsWith mask: String? = nil) -> PageBytes? {
        withUnsafeBytes { page in
            let mended =
                if let mask {
                    JSONText.quoted(mask, .stored).withCString { Self.mend(page, $0) }
                } else {
                    Self.mend(page, nil)
                }
            guard let text = mended.text else { return nil }
            return PageBytes(UnsafeRawBufferPointer(start: text, count: mended.length))
        }
    }

    private static func mend(_ page: UnsafeRawBufferPointer, _ mask: UnsafePointer<CChar>?) -> jp_repair {
        jp_mend(page.baseAddress?.assumingMemoryBound(to: CChar.self), page.count, deepest, mask)
    }
}

extension PageBytes {
    /// A listing of names and values as a page of records, `[{"name":"n","value":"v"},…]` (API.md 4.9).
    ///
    /// It may come as such a list, in any envelope that `RecordPage` reads: then it stays as it is. Or as an object of
    /// scalars, bare or under `result`, `items` or `data`, whose siblings there do not count: `{"result":{"n":"v"},"page":1}`.
    /// Names and values keep their text and order. A bare object that has nothing but the words of an error, such as
    /// `{"message":"Unauthorized"}`, is no listing, and neither is one that says `"success":false`.
    ///
    /// - Parameter fromPairs: the fields that receive the name and the value.
    /// - Throws: `.noList` where a value is an array or object, where the page is no object, or an error's; `.contradictory` where an
    ///   error, a second listing or a name twice makes it no evidence; `.broken` where it is not JSON.
    public func records(fromPairs fields: (key: String, value: String)) throws(PageError) -> PageBytes {
        try rewritten([JSONText.quoted(fields.key, .stored), JSONText.quoted(fields.value, .stored)]) { bytes, count, keys in
            guard let key = keys?[0], let value = keys?[1] else { return jp_form() }
            return jp_pairs(bytes, count, key, value)
        }
    }

    /// A listing of arrays as a page of records: `{"data":[["Label","value",null]]}` → `[{"label":"Label","value":"value","3":null}]`.
    ///
    /// A further element's field is its position, counted from 1. An element that is an object stays as it is; one that
    /// is a scalar is all of the named fields. Where every element is an object, so does the page, with its envelope.
    ///
    /// - Parameter fromTuples: the fields that receive the first elements.
    /// - Throws: `.noList` where no list lies in a known envelope; `.contradictory` as for pairs; `.broken` where the page is not JSON.
    public func records(fromTuples fields: [String]) throws(PageError) -> PageBytes {
        try rewritten(fields.map { JSONText.quoted($0, .stored) }) { bytes, count, keys in jp_tuples(bytes, count, keys, fields.count) }
    }

    private func rewritten(
        _ keys: [String], by read: (UnsafePointer<CChar>?, Int, UnsafePointer<UnsafePointer<CChar>?>?) -> jp_form
    ) throws(PageError) -> PageBytes {
        let form = withUnsafeBytes { page in
            withCStrings(keys) { read(page.baseAddress?.assumingMemoryBound(to: CChar.self), page.count, $0) }
        }
        try PageError.check(form.status, form.message)
        guard let text = form.text else { return self }
        return PageBytes(UnsafeRawBufferPointer(start: text, count: form.length))
    }
}
