import Hashing

/// The digest of some rows of one table, built from the SHA-256 of each row, in ascending order of these hashes.
///
/// It is the SHA-256 over the hashes, each as 64 lower-case hexadecimal digits and a line feed.
public struct TableDigest {
    private let hasher = SHA256Hasher()
    public private(set) var rows = 0

    public init() {}

    /// - Parameter hash: 32 bytes, not less than the one before.
    public mutating func add(_ hash: UnsafeRawBufferPointer) {
        // Not by way of a String: a first sync adds every row that it writes.
        withUnsafeTemporaryAllocation(byteCount: 2 * SHA256.length + 1, alignment: 8) { line in
            for (place, byte) in hash.prefix(SHA256.length).enumerated() {
                line[2 * place] = Self.digit(byte >> 4)
                line[2 * place + 1] = Self.digit(byte & 15)
            }
            line[2 * SHA256.length] = UInt8(ascii: "\n")
            hasher.update(UnsafeRawBufferPointer(line))
        }
        rows += 1
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10 }

    /// Nothing can be added afterwards.
    public func finish() -> String { hasher.finish() }
}
