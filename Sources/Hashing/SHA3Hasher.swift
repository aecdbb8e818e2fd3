import CLibCrypto

/// SHA3-224 (FIPS 202) of bytes that come in pieces: 56 hexadecimal digits.
///
/// It is the size that the `sqlite3` shell's `.sha3sum` takes when nobody names another (see `ShellSHA3`).
public final class SHA3Hasher: StreamingHasher {
    /// In bytes.
    public static let length = 28

    // libcrypto's object is immutable once it is fetched, and it is never freed. Fetched once: each fetch takes locks.
    nonisolated(unsafe) private static let algorithm: OpaquePointer = {
        guard let algorithm = EVP_MD_fetch(nil, "SHA3-224", nil) else { fatalError("libcrypto has no SHA3-224") }
        return algorithm
    }()

    public init() { super.init(Self.algorithm, length: Self.length) }
}
