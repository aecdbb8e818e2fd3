import Catalog
import GRDB

/// A live table as the database declares it: its key, its columns with their types, and its indexes. All SQL that is generated for a
/// table is made from it.
struct TableSchema: Sendable {
    struct Column: Sendable, Hashable {
        let name: String
        let type: ColumnType
        var isRequired = false
    }

    let name: String
    let key: [String]
    let kind: LiveTable.Kind
    let customer: String?
    /// The columns that hold data, in the order of their declaration; no bookkeeping among them.
    private(set) var columns: [Column]
    /// The indexes that migrations have made beside the key, by name.
    let indexes: [(name: String, columns: [String])]

    /// - Throws: `StoreError.unknownCheck` if a column has a CHECK that says nobody knows what.
    init(_ table: LiveTable, in db: Database) throws {
        name = table.name
        key = table.key
        kind = table.kind
        customer = table.customer
        let source = try String.fetchOne(db, sql: "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?", arguments: [name])
        guard let source else { throw StoreError.catalog("no migration makes the table \(table.name)") }
        let types = ColumnTypes(of: name, declaration: source)
        columns = try Row.fetchAll(
            db, sql: "SELECT name, type, \"notnull\" OR pk > 0 AS required FROM pragma_table_info(?, 'main')", arguments: [name]
        )
        .map { Column(name: $0["name"], type: try types.type(of: $0["name"], declared: $0["type"]), isRequired: $0["required"]) }
        .filter { !$0.name.hasPrefix("_") }
        indexes = try Self.indexes(of: name, in: db)
        let missing = key.filter { name in !columns.contains { $0.name == name } }
        guard missing.isEmpty else { throw StoreError.catalog("the table \(name) has no column \(missing.joined(separator: ", "))") }
    }

    private static func indexes(of table: String, in db: Database) throws -> [(name: String, columns: [String])] {
        let names = try String.fetchAll(db, sql: StoreSQL.ownIndexes, arguments: ["table": table])
        return try names.map { name in
            (name, try String.fetchAll(db, sql: "SELECT name FROM pragma_index_info(?, 'main') ORDER BY seqno", arguments: [name]))
        }
    }

    /// The same table with only these columns.
    func keeping(_ names: Set<String>) -> TableSchema {
        var shape = self
        shape.columns = columns.filter { names.contains($0.name) }
        return shape
    }

    var history: String { "\(name)_history" }

    var nonKey: [String] { columns.map(\.name).filter { !key.contains($0) } }
}

/// A name as SQL writes it.
func quoted(_ name: String) -> String { name.sqlName }

/// Names as SQL lists them, each with a prefix such as `OLD.`.
func list(_ names: [String], prefix: String = "") -> String {
    names.map { prefix + quoted($0) }.joined(separator: ", ")
}
