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
