import CJSONPages

// What JSON's grammar says of a text alone, without a page around it.

/// Whether a text is one whole JSON value.
public func isJSON(_ text: UnsafeRawBufferPointer) -> Bool {
    jp_is_json(text.baseAddress?.assumingMemoryBound(to: CChar.self), text.count) == 1
}

extension Int64 {
    /// The integer that a JSON number's text spells: `1790`, `1790.0` and `7E+3` are integers, `1.5` and `007` are not.
    ///
    /// The digits are read as they are; nothing passes through a binary float.
    public init?(jsonNumber text: UnsafeRawBufferPointer) {
        var value: Int64 = 0
        guard jp_integer(text.baseAddress?.assumingMemoryBound(to: CChar.self), text.count, &value) == 1 else { return nil }
        self = value
    }

    /// The same for a Swift text.
    public init?(jsonNumber text: some StringProtocol) {
        let value = Array(text.utf8).withUnsafeBytes { Int64(jsonNumber: $0) }
        guard let value else { return nil }
        self = value
    }
}
