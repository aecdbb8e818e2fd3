import Foundation
import Hashing

/// The key of the hashes that are kept instead of withheld values. It lies beside the database, not in it: a copy of the database alone
/// does not tell what the values were. Equal hashes still show that a value has not changed.
public struct MaskingKey: Sendable {
    private let key: [UInt8]

    /// Reads `DATABASE.key`, or makes it with 32 random bytes and mode 0600.
    public init(beside database: String) throws(StoreError) {
        let path = Self.path(beside: database)
        let bytes = try reporting(path) {
            try createPrivateFile(path)
            if try Data(contentsOf: URL(filePath: path)).isEmpty {
                var random = SystemRandomNumberGenerator()
                try Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }).write(to: URL(filePath: path))
            }
            return try Data(contentsOf: URL(filePath: path))
        }
        guard bytes.count == 32 else { throw .badKey(path: path) }
        key = Array(bytes)
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
        return "hmac-sha256:" + SHA256.authenticationCode(of: message, key: key).hex
    }
}
