import CLibCrypto

/// A hash of bytes that come in pieces, so that they never have to be in memory together: `SHA256Hasher` and `SHA3Hasher` say which.
public class StreamingHasher {
    private let context: OpaquePointer
    private let length: Int

    /// - Parameter length: of the hash, in bytes.
    init(_ algorithm: OpaquePointer, length: Int) {
        guard let context = EVP_MD_CTX_new() else { fatalError("libcrypto has no memory for a hash") }
        (self.context, self.length) = (context, length)
        precondition(EVP_DigestInit_ex2(context, algorithm, nil) == 1, "libcrypto could not hash")
    }

    deinit { EVP_MD_CTX_free(context) }

    public func update(_ bytes: UnsafeRawBufferPointer) {
        precondition(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1, "libcrypto could not hash")
    }

    public func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    /// The hash of all that came, as two lower-case hexadecimal digits a byte. Nothing can be added afterwards.
    public func finish() -> String {
        let hash = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            precondition(EVP_DigestFinal_ex(context, buffer.baseAddress, nil) == 1, "libcrypto could not hash")
            count = length
        }
        return hash.hex
    }
}
