/// A text that is compared as SQLite and the API compare it: by its UTF-8 bytes.
///
/// Swift compares texts by canonical equivalence, so that `é` in one code point equals `é` in two, and it sees a quote that is
/// followed by a combining character as another character than a quote. Names and keys from outside are bytes: two that differ
/// in one byte are two. Use it as a dictionary's key, in a set, and wherever such texts are compared.
public struct UTF8Text: Hashable, Sendable, Comparable {
    public let text: String

    public init(_ text: String) { self.text = text }

    public static func == (one: UTF8Text, other: UTF8Text) -> Bool { one.text.utf8.elementsEqual(other.text.utf8) }

    public static func < (one: UTF8Text, other: UTF8Text) -> Bool { one.text.utf8.lexicographicallyPrecedes(other.text.utf8) }

    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(UInt8.max)
    }
}

extension StringProtocol {
    /// Whether the two are the same bytes in UTF-8.
    public func hasSameBytes(as other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }

    /// The text with `A` to `Z` in lower case and all else as it is: names that SQLite takes for one are equal then.
    public var asciiLowercased: String {
        String(decoding: utf8.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
