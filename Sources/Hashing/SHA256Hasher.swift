import CLibCrypto

/// SHA-256 of bytes that come in pieces: 64 hexadecimal digits.
public final class SHA256Hasher: StreamingHasher {
    public init() { super.init(SHA256.algorithm, length: SHA256.length) }
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
