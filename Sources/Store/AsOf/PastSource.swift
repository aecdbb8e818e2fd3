import GRDBSQLite

/// A past table on a connection.
final class PastSource {
    let table: PastTable
    private let connection: OpaquePointer?
    private var counted: (old: Int64, all: Int64)?

    init(_ table: PastTable, on connection: OpaquePointer?) {
        self.table = table
        self.connection = connection
    }

    func prepare(_ sql: String) throws(PastTableError) -> OpaquePointer { try PastTableError.preparing(sql, on: connection) }

    func failure() -> PastTableError { PastTableError(of: connection) }

    /// The live table's rows that are as they were, and all of them.
    func sizes() throws(PastTableError) -> (old: Int64, all: Int64) {
        if let counted { return counted }
        let statement = try prepare(table.sizes)
        defer { sqlite3_finalize(statement) }
        guard sqlite3_step(statement) == SQLITE_ROW else { throw failure() }
        let sizes = (old: sqlite3_column_int64(statement, 0), all: sqlite3_column_int64(statement, 1))
        counted = sizes
        return sizes
    }

    /// Through the index each row of the live table costs about twice as much.
    func scan(_ used: [Int], where condition: String = "true") throws(PastTableError) -> String {
        let sizes = try sizes()
        return table.scan(used, isMostlyOld: sizes.old * 2 > sizes.all, where: condition)
    }
}
