import GRDBSQLite

/// The rows of a past table, copied to a temporary database in the order of some columns. The database goes with this value.
final class MaterializedRows {
    private let database: OpaquePointer
    private let lookUp: String

    init(_ source: AsOfSource, used: [Int], bound: [Int]) throws(AsOfTableError) {
        var opened: OpaquePointer?
        // A database without a name is in memory, and in a file only when it grows.
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        guard sqlite3_open_v2("", &opened, flags, nil) == SQLITE_OK, let opened else { throw AsOfTableError(of: opened) }
        database = opened
        let table = source.table
        let declared = used.map { "\(quoted(table.columns[$0].name)) \(table.columns[$0].type == "ANY" ? "" : table.columns[$0].type)" }
        lookUp = "SELECT * FROM rows WHERE \(table.equal(bound))"
        try run(
            """
            PRAGMA journal_mode = off; PRAGMA cache_size = -65536;
            -- Never ended: a look-up need not begin one of its own.
            BEGIN;
            CREATE TABLE rows (\(declared.joined(separator: ", ")), "_place" INTEGER, PRIMARY KEY (\(table.names(bound)), "_place")) WITHOUT ROWID
            """)
        // A NULL is equal to nothing, and a key cannot be NULL.
        let found = bound.map { "\(quoted(table.columns[$0].name)) IS NOT NULL" }.joined(separator: " AND ")
        try copy(source, source.scan(used, where: found), width: used.count)
    }

    deinit { sqlite3_close_v2(database) }

    func statement() throws(AsOfTableError) -> OpaquePointer { try AsOfTableError.preparing(lookUp, on: database) }

    func owns(_ statement: OpaquePointer) -> Bool { sqlite3_db_handle(statement) == database }

    private func run(_ sql: String) throws(AsOfTableError) {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { throw AsOfTableError(of: database) }
    }

    private func copy(_ source: AsOfSource, _ scan: String, width: Int) throws(AsOfTableError) {
        let rows = try source.prepare(scan)
        defer { sqlite3_finalize(rows) }
        let places = Array(repeating: "?", count: width + 1).joined(separator: ", ")
        let insert = try AsOfTableError.preparing("INSERT INTO rows VALUES (\(places))", on: database)
        defer { sqlite3_finalize(insert) }
        var (number, code): (Int64, CInt) = (0, sqlite3_step(rows))
        while code == SQLITE_ROW {
            for place in 0..<CInt(width) { sqlite3_bind_value(insert, place + 1, sqlite3_column_value(rows, place)) }
            sqlite3_bind_int64(insert, CInt(width) + 1, number)
            guard sqlite3_step(insert) == SQLITE_DONE else { throw AsOfTableError(of: database) }
            sqlite3_reset(insert)
            number += 1
            code = sqlite3_step(rows)
        }
        guard code == SQLITE_DONE else { throw source.failure() }
    }
}
