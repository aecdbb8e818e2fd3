import GRDBSQLite

/// A past table on a connection: prepares its statements, and counts its rows once.
final class AsOfSource {
    let table: AsOfTable
    private let connection: OpaquePointer?
    private var counted: (old: Int64, all: Int64)?

    init(_ table: AsOfTable, on connection: OpaquePointer?) {
        self.table = table
        self.connection = connection
    }

    func prepare(_ sql: String) throws(AsOfTableError) -> OpaquePointer { try AsOfTableError.preparing(sql, on: connection) }

    func failure() -> AsOfTableError { AsOfTableError(of: connection) }

    /// The live table's rows that are as they were, and all of them.
    func sizes() throws(AsOfTableError) -> (old: Int64, all: Int64) {
        if let counted { return counted }
        let statement = try prepare(table.sizes)
        defer { sqlite3_finalize(statement) }
        guard sqlite3_step(statement) == SQLITE_ROW else { throw failure() }
        let sizes = (old: sqlite3_column_int64(statement, 0), all: sqlite3_column_int64(statement, 1))
        counted = sizes
        return sizes
    }

    /// Reading a row of the live table through the index costs about twice as much as without.
    func scan(_ used: [Int], where condition: String = "true") throws(AsOfTableError) -> String {
        let sizes = try sizes()
        return table.scan(used, isMostlyOld: sizes.old * 2 > sizes.all, where: condition)
    }
}
