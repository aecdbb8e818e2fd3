import CLibCrypto

/// SHA3-224 (FIPS 202) of bytes that come in pieces, so that they never have to be in memory together.
///
/// It is the size that the `sqlite3` shell's `.sha3sum` takes when nobody names another (see `ShellSHA3`).
public final class SHA3Hasher {
    /// In bytes.
    public static let length = 28

    // libcrypto's object is immutable once it is fetched, and it is never freed. Fetched once: each fetch takes locks.
    nonisolated(unsafe) private static let algorithm: OpaquePointer = {
        guard let algorithm = EVP_MD_fetch(nil, "SHA3-224", nil) else { fatalError("libcrypto has no SHA3-224") }
        return algorithm
    }()

    private let context: OpaquePointer

    public init() {
        guard let context = EVP_MD_CTX_new() else { fatalError("libcrypto has no memory for a hash") }
        self.context = context
        precondition(EVP_DigestInit_ex2(context, Self.algorithm, nil) == 1, "libcrypto could not hash")
    }

    deinit { EVP_MD_CTX_free(context) }

    public func update(_ bytes: UnsafeRawBufferPointer) {
        precondition(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1, "libcrypto could not hash")
    }

    public func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    /// The hash of all that came, as 56 lower-case hexadecimal digits. Nothing can be added afterwards.
    public func finish() -> String {
        let hash = [UInt8](unsafeUninitializedCapacity: Self.length) { buffer, count in
            precondition(EVP_DigestFinal_ex(context, buffer.baseAddress, nil) == 1, "libcrypto could not hash")
            count = Self.length
        }
        return hash.hex
    }
}
