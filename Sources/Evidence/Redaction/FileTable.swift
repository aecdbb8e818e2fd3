import GRDB
import Store
import Values

/// A table of the file, with what a redaction does to each of its columns.
struct FileTable {
    struct Column {
        let name: String
        /// Whether its own values are hidden.
        let isChosen: Bool
        /// Whether it takes JSON only.
        let isJSON: Bool
        /// Whether pseudonyms of its JSON must be JSON too, because others read it as JSON.
        let isReadAsJSON: Bool
        /// Whether its values are the program's times or numbers, which become NULL.
        let becomesNull: Bool
    }

    let name: String
    /// What names a row: the name by which SQLite knows the rowid, or the key of a table without one.
    let address: [String]
    let hasRowID: Bool
    /// The columns that are read and may be written.
    let columns: [Column]
    /// Which column is the digest of which, by name: `code_sha256` of `code`.
    let digests: [String: String]

    var chosen: [Column] { columns.filter(\.isChosen) }

    func place(of column: String) -> Int? { columns.firstIndex { $0.name == column } }
}

/// The tables of a file: the mirror's, with their history tables, and those that the user has made.
struct FileTables {
    let schema: SchemaDescription
    let choice: RedactionChoice
    /// By table, the column that is a large text and has a digest beside it.
    let texts: [String: String]

    /// All tables that have something to redact. Those of the program's own words have not.
    func all(in db: Database) throws -> [FileTable] {
        let rows = try Row.fetchAll(db, sql: "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
            .filter { !($0["name"] as String).hasPrefix("sqlite_") }
        return try rows.map { try table($0["name"], hasRowID: !$0["wr"], in: db) }.filter { !$0.columns.isEmpty }
    }

    private func table(_ name: String, hasRowID: Bool, in db: Database) throws -> FileTable {
        let found = try Row.fetchAll(db, sql: "SELECT name, pk, hidden FROM pragma_table_xinfo(?)", arguments: [name])
        let names = found.filter { ($0["hidden"] as Int) == 0 }.map { $0["name"] as String }
        let taken = Set(found.map { ($0["name"] as String).lowercased() })
        let rowID = ["rowid", "_rowid_", "oid"].first { !taken.contains($0) }
        let key = found.filter { ($0["pk"] as Int) > 0 }.sorted { ($0["pk"] as Int) < ($1["pk"] as Int) }.map { $0["name"] as String }
        let usesRowID = hasRowID && rowID != nil
        return FileTable(
            name: name, address: usesRowID ? [rowID ?? ""] : key, hasRowID: usesRowID,
            columns: names.compactMap { column(of: name, $0) }, digests: digests(of: name, names))
    }

    private func column(of table: String, _ name: String) -> FileTable.Column? {
        // A table of the user's: any column may hold any value.
        guard let known = schema[table] else {
            return FileTable.Column(name: name, isChosen: false, isJSON: false, isReadAsJSON: false, becomesNull: false)
        }
        guard let column = known.columns.first(where: { $0.name == name }) else { return nil }
        let live = known.kind == .history ? String(table.dropLast("_history".count)) : table
        let isChosen = choice.columns.contains { $0.table == live && $0.column == name }
        guard isChosen || (column.mayHoldText && column.sensitivity != .fixed) else { return nil }
        return FileTable.Column(
            name: name, isChosen: isChosen, isJSON: column.type == .json,
            isReadAsJSON: column.type == .json || texts[live] == name || column.storage == "BLOB",
            becomesNull: !column.mayHoldText)
    }

    private func digests(of table: String, _ names: [String]) -> [String: String] {
        guard let known = schema[table] else { return [:] }
        let live = known.kind == .history ? String(table.dropLast("_history".count)) : table
        if let text = texts[live] { return [text + "_sha256": text] }
        return names.contains("body") && names.contains("sha256") ? ["sha256": "body"] : [:]
    }
}
