import Hashing
import Store

/// The key of a redaction's pseudonyms. Whoever has it can compute a value's pseudonym, and nobody else.
public struct RedactionKey: Sendable {
    private let bytes: [UInt8]

    /// A random key that nobody keeps: no second redaction has its pseudonyms.
    public init() { bytes = KeyFile.random() }

    /// The key in a file, which is made with 32 random bytes and mode 0600 if it is missing. With it, several redactions have the same
    /// pseudonyms.
    ///
    /// - Throws: `.mirror` if the file cannot be read or made, or does not hold 32 bytes.
    public init(file path: String) throws(EvidenceError) {
        do { bytes = try KeyFile.read(path) } catch { throw .mirror(error) }
    }

    /// What stands for a value in a redacted file. It depends on the key and the value only, so that joins survive.
    public func pseudonym(of value: [UInt8]) -> String {
        MaskingKey.prefix + SHA256.authenticationCode(of: value, key: bytes).hex
    }
}
