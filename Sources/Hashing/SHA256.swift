import CLibCrypto

/// SHA-256 (FIPS 180-4), and HMAC with it (RFC 2104), as OpenSSL's libcrypto computes them.
///
/// The system's library, because a package that brings its own costs every first build a fifth of its time.
public enum SHA256 {
    /// In bytes.
    public static let length = 32

    // libcrypto's object is immutable once it is fetched, and it is never freed. Fetched once: each fetch takes locks.
    nonisolated(unsafe) static let algorithm: OpaquePointer = {
        guard let algorithm = EVP_MD_fetch(nil, "SHA256", nil) else { fatalError("libcrypto has no SHA-256") }
        return algorithm
    }()

    /// Writes the hash to the first 32 bytes of `output`.
    public static func hash(_ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) {
        precondition(output.count >= length)
        let isDone = EVP_Digest(
            bytes.baseAddress, bytes.count, output.baseAddress?.assumingMemoryBound(to: UInt8.self), nil, algorithm, nil)
        // It fails only where there is no memory.
        precondition(isDone == 1, "libcrypto could not hash")
    }

    public static func hash(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            hash(bytes, into: UnsafeMutableRawBufferPointer(buffer))
            count = length
        }
    }

    public static func hash(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { hash($0) } }

    /// The code that whoever has the key can compute, and nobody else.
    public static func authenticationCode(of bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            let code = HMAC(algorithm, key, Int32(key.count), bytes, bytes.count, buffer.baseAddress, nil)
            precondition(code != nil, "libcrypto could not hash")
            count = length
        }
    }
}
