import Foundation
import GRDB

/// The content of a whole table, with every column of every row: how many rows, and the digest over their hashes.
public struct TableContent: Sendable, Hashable {
    public let rows: Int
    /// In lower-case hexadecimal.
    public let sha256: String

    public init(of table: String, in db: Database) throws {
        let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?, 'main')", arguments: [table])
        var digest = TableDigest()
        let hashes = try Data.fetchCursor(db, sql: "SELECT \(RowFunctions.hash(of: columns)) FROM main.\(quoted(table)) ORDER BY 1")
        while let hash = try hashes.next() { hash.withUnsafeBytes { digest.add($0) } }
        (rows, sha256) = (digest.rows, digest.finish())
    }
}
