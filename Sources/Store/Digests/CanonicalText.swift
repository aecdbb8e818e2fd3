import Foundation
import GRDB
import Hashing
import Values

/// The one form in which a row is hashed: `name=type length:bytes;` for each column, by the columns' names. NULL cells are left out, so that a
/// column that is added later changes no hash of an older row.
///
/// `type` is `integer`, `real`, `text` or `blob`, and `length` counts bytes. An integer is written in decimal digits, a real as the eight bytes of
/// IEEE 754, the highest first.
public enum CanonicalText {
    /// Teaches a connection to build the texts. Those that a mirror is opened with in this program know it already.
    public static func prepare(_ db: Database) { RowFunctions.register(in: db) }

    /// Adds the texts of a table's rows to a hash, in the order of the texts: first the table's name, then the rows, each with a line feed at
    /// its end.
    ///
    /// - Parameter condition: which rows, as SQL.
    public static func add(
        rowsOf table: String, where condition: String, arguments: StatementArguments, to hasher: SHA256Hasher, in db: Database
    ) throws {
        let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?, 'main')", arguments: [table])
        hasher.update("\(table)\n")
        // Somebody has dropped the table: it has no rows.
        guard !columns.isEmpty else { return }
        // SQLite sorts BLOBs by their bytes.
        let sql = "SELECT \(RowFunctions.text(of: columns)) FROM main.\(quoted(table)) WHERE \(condition) ORDER BY 1"
        let rows = try Data.fetchCursor(db, sql: sql, arguments: arguments)
        while let row = try rows.next() {
            row.withUnsafeBytes(hasher.update)
            hasher.update("\n")
        }
    }

    /// Adds one row that need not be in the file yet.
    ///
    /// - Parameter cells: by the columns' names: integers and texts.
    public static func add(row cells: [String: DatabaseValue], of table: String, to hasher: SHA256Hasher) {
        let names = cells.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        hasher.update("\(table)\n")
        let parts = names.flatMap { name -> [DatabaseValue] in
            let cell = cells[name] ?? .null
            guard let text = String.fromDatabaseValue(cell) ?? Int64.fromDatabaseValue(cell).map(String.init) else { return [] }
            let type = Int64.fromDatabaseValue(cell) != nil && String.fromDatabaseValue(cell) == nil ? "integer" : "text"
            return [name.databaseValue, type.databaseValue, Data(text.utf8).databaseValue]
        }
        text(of: parts).withUnsafeBytes(hasher.update)
        hasher.update("\n")
    }

    /// - Parameter cells: for each column its name, its type, and its value as a BLOB.
    private static func text(of cells: [DatabaseValue]) -> Data {
        var text = Data()
        for place in stride(from: 0, to: cells.count - 2, by: 3) {
            guard let name = String.fromDatabaseValue(cells[place]), let type = String.fromDatabaseValue(cells[place + 1]), type != "null"
            else { continue }
            let value = Data.fromDatabaseValue(cells[place + 2]) ?? Data()
            text.append(contentsOf: "\(name)=\(type) \(value.count):".utf8)
            text.append(value)
            text.append(UInt8(ascii: ";"))
        }
        return text
    }
}
