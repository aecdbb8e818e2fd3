import GRDB

/// The rows of one table before and after, one at a time.
struct PairStream {
    private let table: TrackedTable
    private let leading: Int
    private let cursor: RowCursor
    private var row: Row?

    init(_ table: TrackedTable, _ pairs: RowPairs, sql: String, in db: Database) throws {
        self.table = table
        leading = pairs.leading
        cursor = try Row.fetchCursor(db, sql: sql, arguments: pairs.condition.arguments)
        row = try cursor.next()
    }

    /// The next row's run; nil at the end.
    var run: Int64? { row.map { $0[0] } }

    /// The next row, which is then behind.
    mutating func take(_ names: CustomerNames) throws -> ChangedObject {
        guard let row else { throw StoreError.catalog("no row of \(table.name) is left") }
        let before = row[1] ? values(of: row, from: leading) : nil
        let after = row[2] ? values(of: row, from: leading + table.columns.count) : nil
        let name = try names.name(of: table.customer(of: after ?? before ?? []))
        self.row = try cursor.next()
        return ChangedObject(table: table, before: before, after: after, customerName: name)
    }

    private func values(of row: Row, from start: Int) -> [StoredValue] {
        (start..<start + table.columns.count).map { StoredValue(row[$0] as DatabaseValue) }
    }
}
