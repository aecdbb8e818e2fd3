import GRDB
import GRDBSQLite
import Hashing

/// The hash of one table's content that anybody can compute again with nothing but the `sqlite3` shell: what its `.sha3sum` prints.
///
/// The shell (3.40.1, `shell.c`) takes `.sha3sum PATTERN` for a `LIKE` pattern, and prints one line for each ordinary table whose name
/// matches: the hash, `|`, and the name in lower case, sorted by name. The hash is SHA3-224 unless an option names another size
/// (3.40's own help wrongly calls 256 the default):
///
///     $ sqlite3 mirror.db ".sha3sum a_b"
///     0521e2b715e3e530bd0323632914823f1ee64e4f8742e5acdc986d08|a_b
///     f8e86bde6bcc14020a53a0bb8e24ff0cc1f58ca537e94979542e6cb8|axb
///
/// `_` and `%` in a name are wildcards, and there is no way to escape them. So either look for the line that ends in `|name`, or ask
/// for exactly one table, which prints the bare hash (quotes in the name are doubled, the name is in lower case, and the `;` counts):
///
///     $ sqlite3 mirror.db "SELECT lower(hex(sha3_query('SELECT * FROM \"a_b\" NOT INDEXED;', 224)))"
///
/// With no argument, the shell prints one hash of the whole database, which is another thing. Where nothing matches, and for a view or
/// a virtual table, it prints nothing, and it exits with 0. It prints a name like `sqlitedata` only with `--schema`.
///
/// The hash covers the query's text, and so the table's name, and each row in the order in which the table stores it: by rowid, or by
/// primary key `WITHOUT ROWID`. The names and the types of the columns are not covered. The same rows under other rowids in the same
/// order have the same hash, unless a column is the rowid.
public enum ShellSHA3 {
    /// The hash of a table, as 56 lower-case hexadecimal digits.
    ///
    /// Reads the table once, in one read transaction, and holds one row at a time. Nothing else may use the connection meanwhile.
    /// - Parameters:
    ///   - table: The table's name, as it is: not quoted, and not a pattern. Case counts as little as it does for SQLite.
    ///   - connection: An open connection (`sqlite3 *`). The table is the one in its main database.
    /// - Throws: ``ShellSumError``, also where the shell would hash the rows before a read error, and say nothing of the error.
    public static func hash(ofTable table: String, in connection: OpaquePointer) throws(ShellSumError) -> String {
        do {
            guard let quoted = try quotedName(of: table, in: connection) else { throw ShellSumError.noSuchTable(table) }
            return try hash(ofQuoted: quoted, in: connection)
        } catch let error as ShellSumError {
            throw error
        } catch let error as DatabaseError {
            throw .cannotRead(code: error.extendedResultCode.rawValue, message: error.message ?? "")
        } catch {
            throw .cannotRead(code: SQLITE_ERROR, message: "\(error)")
        }
    }

    private static func hash(ofQuoted quoted: String, in connection: OpaquePointer) throws -> String {
        let shellQuery = "SELECT * FROM \(quoted) NOT INDEXED;"
        // Not the text that is hashed: a temporary table of the same name, which the shell cannot see, would be read instead.
        let query = try RawStatement("SELECT * FROM main.\(quoted) NOT INDEXED;", on: connection)
        let hasher = SHA3Hasher()
        hasher.update("S\(shellQuery.utf8.count):\(shellQuery)")
        var row = RowEncoding()
        while try query.step() {
            row.encode(query)
            row.bytes.withUnsafeBytes { hasher.update($0) }
        }
        return hasher.finish()
    }

    /// In lower case, by SQLite's own rule: only A to Z have a lower case.
    ///
    /// - Returns: nil if there is no such table.
    private static func quotedName(of table: String, in connection: OpaquePointer) throws -> String? {
        let query = try RawStatement(
            """
            SELECT '"' || replace(lower(name), '"', '""') || '"' FROM main.sqlite_schema
            WHERE type = 'table' AND coalesce(rootpage, 0) > 1 AND lower(name) = lower(?1) AND lower(name) NOT LIKE 'sqlite!_%' ESCAPE '!'
            """, on: connection)
        query.bind(.text(Array(table.utf8)), at: 0)
        return try query.step() ? String(decoding: query.text(0), as: UTF8.self) : nil
    }
}

/// Why a table has no hash.
public enum ShellSumError: Error, Equatable, CustomStringConvertible {
    /// There is no ordinary table of this name: the shell would print nothing, or this is one of SQLite's own tables, which it hashes
    /// with queries of their own.
    case noSuchTable(String)
    /// SQLite could not read: its extended result code, and its message.
    case cannotRead(code: Int32, message: String)

    public var description: String {
        switch self {
        case .noSuchTable(let name): "there is no ordinary table “\(name)”"
        case .cannotRead(let code, let message): "SQLite could not read the table: \(message) (\(code))"
        }
    }
}
