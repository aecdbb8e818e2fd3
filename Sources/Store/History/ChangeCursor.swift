import Catalog
import GRDB
import GRDBSQLite
import Values

/// The rows of one table before and after, one at a time: the result of a `ChangeQuery` or a `FileDifferenceQuery`. It only reads.
struct ChangeCursor {
    private let table: TrackedTable
    /// How many columns stand before the rows themselves: the run, whether there is a row before and after, and the key.
    private let leading: Int
    private let cursor: RowCursor
    /// What the cursor moves on.
    private let statement: OpaquePointer
    private var isAtEnd: Bool

    /// - Parameter values: what the SQL refers to by name.
    init(_ table: TrackedTable, sql: String, values: [String: KeyValue?], in db: Database) throws {
        self.table = table
        leading = 3 + table.key.count
        let bound = try db.makeStatement(sql: sql).binding(values)
        statement = bound.sqliteStatement
        cursor = try Row.fetchCursor(bound)
        isAtEnd = try cursor.next() == nil
    }

    /// The next row's run; nil at the end.
    var run: Int64? { isAtEnd ? nil : sqlite3_column_int64(statement, 0) }

    /// Returns the next row and moves on.
    mutating func take(_ names: CustomerNames) throws -> ChangedObject {
        guard !isAtEnd else { throw StoreError.catalog("no row of \(table.name) is left") }
        let before = sqlite3_column_int(statement, 1) != 0 ? values(from: leading) : nil
        let after = sqlite3_column_int(statement, 2) != 0 ? values(from: leading + table.columns.count) : nil
        let name = try names.name(of: table.customer(of: after ?? before ?? []))
        isAtEnd = try cursor.next() == nil
        return ChangedObject(table: table, before: before, after: after, customerName: name)
    }

    private func values(from start: Int) -> [StoredValue] {
        (start..<start + table.columns.count).map { StoredValue(statement, Int32($0)) }
    }
}
