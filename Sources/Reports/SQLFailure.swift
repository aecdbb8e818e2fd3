import GRDBSQLite

/// Turns SQLite's result codes into errors that say what to do.
enum SQLFailure {
    /// Why a statement does not compile: not allowed, or bad SQL with its place and, for a table, the name that was meant.
    static func compiling(_ sql: String, on connection: OpaquePointer?, code: CInt, guarded: QueryGuard) -> ReportsError {
        if let denied = guarded.denied { return denied }
        let message = String(cString: sqlite3_errmsg(connection))
        if let match = message.wholeMatch(of: /access to view "(.*)" prohibited/) { return .notOfThePast(.hasPast(String(match.1))) }
        let offset = Int(sqlite3_error_offset(connection))
        let place = offset < 0 ? "" : " (line \(sql.utf8.prefix(offset).count { $0 == 0x0A } + 1))"
        return .badSQL(message: message + place, hint: guarded.standingAside { hint(for: message, on: connection) })
    }

    /// SQLITE_IOERR_SHORT_READ, a macro that Swift does not see.
    private static let shortRead = SQLITE_IOERR | (2 << 8)

    /// Why a statement stops. Quoted parts of the message go, as they may come from the data.
    static func running(on connection: OpaquePointer?, code: CInt, guarded: QueryGuard, path: String) -> ReportsError {
        if let denied = guarded.denied { return denied }
        let message = String(cString: sqlite3_errmsg(connection)).replacing(/(['"]).*\1/, with: "'…'")
        switch code & 0xFF {
        case SQLITE_ERROR, SQLITE_MISMATCH, SQLITE_RANGE, SQLITE_TOOBIG:
            return .badSQL(message: message, hint: "the SQL is well-formed, but fails on a row of this mirror")
        case SQLITE_NOTADB: return .notADatabase(path: path)
        case SQLITE_CORRUPT: return .damaged(path: path)
        case SQLITE_IOERR where sqlite3_extended_errcode(connection) == shortRead: return .damaged(path: path)
        default: return .database(path: path, message: message)
        }
    }

    private static func hint(for message: String, on connection: OpaquePointer?) -> String {
        if let match = message.firstMatch(of: /no such table: (.+)/) {
            let name = String(match.1)
            return Suggestion.nearest(to: name, in: tables(on: connection)).map { "did you mean '\($0)'?" }
                ?? "SELECT name FROM sqlite_schema lists what there is"
        }
        if message.hasPrefix("no such column") {
            return "SELECT name FROM pragma_table_info('recipes') lists a table's columns; texts go in single quotes"
        }
        return "SQLite's language is described at https://sqlite.org/lang.html"
    }

    private static func tables(on connection: OpaquePointer?) -> [String] {
        var statement: OpaquePointer?
        sqlite3_prepare_v2(connection, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')", -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        var names: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            if let name = sqlite3_column_text(statement, 0) { names.append(String(cString: name)) }
        }
        return names
    }
}
