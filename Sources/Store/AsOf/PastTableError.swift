import GRDBSQLite

/// What SQLite says when a past table cannot be read. It goes to SQLite again, as the failure of the report's own statement.
struct PastTableError: Error {
    let code: CInt
    let message: String

    init(of connection: OpaquePointer?) {
        code = sqlite3_errcode(connection)
        message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "out of memory"
    }

    static func preparing(_ sql: String, on connection: OpaquePointer?) throws(PastTableError) -> OpaquePointer {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
            throw PastTableError(of: connection)
        }
        return statement
    }
}
