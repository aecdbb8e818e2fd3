import GRDBSQLite

/// One prepared statement, row by row. Whatever it returns of a row is valid until the next row.
final class Query {
    let columnCount: Int32
    private let statement: OpaquePointer
    private let connection: OpaquePointer

    init(_ sql: String, in connection: OpaquePointer) throws(ShellSumError) {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
        guard code == SQLITE_OK, let statement else { throw Self.error(in: connection) }
        self.statement = statement
        self.connection = connection
        columnCount = sqlite3_column_count(statement)
    }

    deinit { sqlite3_finalize(statement) }

    /// Binds the first parameter.
    func bind(_ text: String) throws(ShellSumError) {
        // SQLite's SQLITE_TRANSIENT, a C macro that Swift does not see: it copies the text.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        let code = text.withCString {
            sqlite3_bind_text64(statement, 1, $0, UInt64(text.utf8.count), transient, UInt8(SQLITE_UTF8))
        }
        guard code == SQLITE_OK else { throw Self.error(in: connection) }
    }

    /// False after the last row.
    func next() throws(ShellSumError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        default: throw Self.error(in: connection)
        }
    }

    func type(at column: Int32) -> Int32 { sqlite3_column_type(statement, column) }
    func integer(at column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
    func real(at column: Int32) -> Double { sqlite3_column_double(statement, column) }

    /// As UTF-8, whatever the database's encoding is, without the closing NUL.
    func text(at column: Int32) -> UnsafeRawBufferPointer {
        // Before its length: this call converts it.
        let start = sqlite3_column_text(statement, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }

    func blob(at column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, column)
        // An empty blob has no address.
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, column)))
    }

    private static func error(in connection: OpaquePointer) -> ShellSumError {
        .cannotRead(code: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
    }
}
