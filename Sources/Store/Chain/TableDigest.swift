import Hashing

/// The digest of some rows of one table, built from the SHA-256 of each row, in ascending order of these hashes.
///
/// It is the SHA-256 over the hashes, each as 64 lower-case hexadecimal digits and a line feed.
public struct TableDigest {
    private let hasher = SHA256Hasher()
    public private(set) var rows = 0

    public init() {}

    /// - Parameter hash: 32 bytes, not less than the one before.
    public mutating func add(_ hash: [UInt8]) {
        hasher.update("\(hash.hex)\n")
        rows += 1
    }

    /// Nothing can be added afterwards.
    public func finish() -> String { hasher.finish() }
}
