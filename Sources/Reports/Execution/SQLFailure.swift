import GRDB
import GRDBSQLite
import Store

/// Turns SQLite's result codes into errors with a hint what to do.
enum SQLFailure {
    /// Why a statement does not compile: it is not allowed, or it is bad SQL. The problem has its place, and suggests the name that was meant.
    static func compiling(_ sql: String, on connection: OpaquePointer?, code: CInt, guarded: QueryGuard) -> SQLProblem {
        let message = String(cString: sqlite3_errmsg(connection))
        let words = SQLWords(sql)
        let offset = Int(sqlite3_error_offset(connection))
        // SQLite does not say where a table is named. Errors of the statement as a whole are placed at its beginning.
        let found = offset >= 0 ? offset : place(of: guarded.denied?.description ?? message, in: words, sql)
        if let denied = guarded.denied { return SQLProblem(error: denied, offset: found) }
        if let match = message.wholeMatch(of: /access to view "(.*)" prohibited/) {
            return SQLProblem(error: .notOfThePast(.hasPast(String(match.1))), offset: found)
        }
        if code == SQLITE_TOOBIG {
            return SQLProblem(error: .valueTooLarge(limit: Int(sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, -1))))
        }
        if code == SQLITE_NOMEM { return SQLProblem(error: .tooMuchMemory) }
        let hint = guarded.standingAside { SQLHint(words: words, connection: connection).hint(for: message) }
        return SQLProblem(error: .badSQL(message: message, hint: hint), offset: found)
    }

    /// The byte where the first word begins that the message names.
    private static func place(of message: String, in words: SQLWords, _ sql: String) -> Int {
        if message.hasPrefix("incomplete input") { return sql.utf8.count - sql.utf8.reversed().prefix { $0 <= 0x20 }.count - 1 }
        let named =
            message.firstMatch(of: /(?:no such [a-z]+|ambiguous column name|duplicate WITH table name|function)s?:? ['"]?([^'"() ]+)/)?.1
            ?? message.prefix { $0 != " " && $0 != "(" }
        let name = named.split(separator: ".").last.map(String.init) ?? ""
        return words.first(name)?.offset ?? 0
    }

    /// Why a statement stops. Quoted parts of the message are removed, because they may come from the data.
    static func running(on connection: OpaquePointer?, code: CInt, guarded: QueryGuard, path: String) -> ReportsError {
        if let denied = guarded.denied { return denied }
        let message = String(cString: sqlite3_errmsg(connection)).replacing(/(['"]).*\1/, with: "'…'")
        switch code & 0xFF {
        case SQLITE_TOOBIG: return .valueTooLarge(limit: Int(sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, -1)))
        case SQLITE_NOMEM: return .tooMuchMemory
        case SQLITE_ERROR, SQLITE_MISMATCH, SQLITE_RANGE:
            return .badSQL(message: message, hint: "the SQL is well-formed, but fails on a row of this mirror")
        default:
            let error = DatabaseError(resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)), message: message)
            return .mirror(StoreError(error, path: path))
        }
    }
}
