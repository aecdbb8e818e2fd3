import CLibCrypto

/// SHA-256 of bytes that come in pieces, so that they never have to be in memory together.
public final class SHA256Hasher {
    private let context: OpaquePointer

    public init() {
        guard let context = EVP_MD_CTX_new() else { fatalError("libcrypto has no memory for a hash") }
        self.context = context
        precondition(EVP_DigestInit_ex2(context, SHA256.algorithm, nil) == 1, "libcrypto could not hash")
    }

    deinit { EVP_MD_CTX_free(context) }

    public func update(_ bytes: UnsafeRawBufferPointer) {
        precondition(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1, "libcrypto could not hash")
    }

    public func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    /// The hash of all that came, as 64 lower-case hexadecimal digits. Nothing can be added afterwards.
    public func finish() -> String {
        let hash = [UInt8](unsafeUninitializedCapacity: SHA256.length) { buffer, count in
            precondition(EVP_DigestFinal_ex(context, buffer.baseAddress, nil) == 1, "libcrypto could not hash")
            count = SHA256.length
        }
        return hash.hex
    }
}

/// SHA-256 of many small texts, one after the other, without asking for memory each time.
public final class SHA256Digester {
    private let context: OpaquePointer

    public init() {
        guard let context = EVP_MD_CTX_new() else { fatalError("libcrypto has no memory for a hash") }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Writes the hash to the first 32 bytes of `output`.
    public func hash(_ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) {
        precondition(output.count >= SHA256.length)
        let isDone =
            EVP_DigestInit_ex2(context, SHA256.algorithm, nil) == 1 && EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
            && EVP_DigestFinal_ex(context, output.baseAddress?.assumingMemoryBound(to: UInt8.self), nil) == 1
        // It fails only where there is no memory.
        precondition(isDone, "libcrypto could not hash")
    }
}
