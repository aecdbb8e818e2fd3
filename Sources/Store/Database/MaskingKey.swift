import Foundation
import Hashing

/// The key of the hashes that are kept instead of withheld values. It lies beside the database, not in it: a copy of the database alone
/// does not tell what the values were. Equal hashes still show that a value has not changed.
public struct MaskingKey: Sendable {
    private let key: [UInt8]

    /// Reads `DATABASE.key`, or makes it with 32 random bytes and mode 0600.
    public init(beside database: String) throws(StoreError) {
        key = try KeyFile.read(Self.path(beside: database))
    }

    /// Reads `DATABASE.key`; no file is made.
    public init(thatLiesBeside database: String) throws(StoreError) {
        let path = Self.path(beside: database)
        guard FileManager.default.fileExists(atPath: path) else { throw .noKey(path: path) }
        try self.init(beside: database)
    }

    /// The key lies beside the file itself, whatever name it is opened by. An older version of the program put it beside that name.
    private static func path(beside database: String) -> String {
        let (own, named) = (FilePath.resolved(database) + ".key", database + ".key")
        return [own, named].first(where: FileManager.default.fileExists) ?? own
    }

    /// - Parameter column: such as `properties.value`; one value has another hash in another column.
    public func hash(_ value: UnsafeRawBufferPointer, in column: String) -> String {
        let message = Array(column.utf8) + [0] + Array(value)
        return Self.prefix + SHA256.authenticationCode(of: message, key: key).hex
    }

    /// What every pseudonym begins with: those that a sync keeps instead of withheld values, and those of redacted copies.
    public static let prefix = "hmac-sha256:"
}

/// A file that holds a secret key of 32 bytes.
public enum KeyFile {
    /// In bytes.
    public static let length = 32

    /// Reads the key, or makes the file with random bytes and mode 0600.
    ///
    /// - Throws: `.badKey` if the file holds something else; `.file` if it cannot be read or made.
    public static func read(_ path: String) throws(StoreError) -> [UInt8] {
        let bytes = try reporting(path) {
            try createPrivateFile(path)
            if try Data(contentsOf: URL(filePath: path)).isEmpty { try Data(random()).write(to: URL(filePath: path)) }
            return try Data(contentsOf: URL(filePath: path))
        }
        guard bytes.count == length else { throw .badKey(path: path) }
        return Array(bytes)
    }

    /// The bytes of a new key.
    public static func random() -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        return (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }
}
