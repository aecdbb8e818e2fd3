import Catalog
import GRDB

/// Combines what the schema, the meanings and the catalog say of one table, for `SchemaDescription`. It only reads.
struct TableReading {
    let db: Database
    let meanings: MeaningsText
    let catalog: Catalog
    /// The live table, or the one that this history table belongs to; nil for the mirror's own tables.
    var live: LiveTable?
    var isHistory = false

    /// Describes a live table or its history table.
    func description(of resource: Resource) throws -> TableDescription {
        guard let live, let words = meanings[live.name] else { throw StoreError.catalog("no meaning of the table \(live?.name ?? "")") }
        let history = meanings["NAME_history"]
        let sources = ColumnSources(live.name, of: resource, in: catalog)
        let name = isHistory ? "\(live.name)_history" : live.name
        return TableDescription(
            name: name, kind: isHistory ? .history : .live,
            meaning: isHistory ? (history?.meaning.replacing("NAME", with: live.name) ?? "") : words.meaning,
            key: live.key + (isHistory ? ["_valid_from"] : []), resource: resource.name,
            page: words.page ?? meanings[resource.name]?.page, facets: words.facets, sort: words.sort,
            columns: try columns(of: name, key: live.key + (isHistory ? ["_valid_from"] : [])) { column in
                let bookkeeping = history?.column(column) ?? meanings["NAME"]?.column(column)
                return (bookkeeping ?? words.column(column)).map {
                    ($0, bookkeeping == nil ? sources.source(of: column) : column == "_extra" ? "all other fields" : "the sync")
                }
            })
    }

    /// Describes one of the mirror's own tables, or a view.
    func description(of name: String) throws -> TableDescription {
        guard let words = meanings[name] else { throw StoreError.catalog("no meaning of the table \(name)") }
        let isView = try String.fetchOne(db, sql: "SELECT type FROM sqlite_schema WHERE name = ?", arguments: [name]) == "view"
        let key = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", arguments: [name])
        return TableDescription(
            name: name, kind: isView ? .view : .bookkeeping, meaning: words.meaning, key: key, resource: nil, page: nil,
            facets: words.facets, sort: words.sort,
            columns: try columns(of: name, key: key) { column in words.column(column).map { ($0, "the sync") } })
    }

    private func columns(
        of table: String, key: [String], _ meaning: (String) -> (MeaningsText.Column, String)?
    ) throws -> [ColumnDescription] {
        let declaration =
            try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [live?.name ?? table]) ?? ""
        let types = ColumnTypes(of: live?.name ?? table, declaration: declaration)
        let facts = "SELECT name, type, \"notnull\" OR pk > 0 AS required FROM pragma_table_info(?)"
        return try Row.fetchAll(db, sql: facts, arguments: [table]).map { row in
            let name: String = row["name"]
            guard let (words, source) = meaning(name) else { throw StoreError.catalog("no meaning of the column \(table).\(name)") }
            let type = try types.type(of: name, declared: row["type"])
            return ColumnDescription(
                name: name, storage: row["type"], type: type, isRequired: row["required"],
                isLimited: types.isLimited(name),
                keyPosition: key.firstIndex(of: name).map { $0 + 1 }, meaning: words.meaning,
                unit: words.unit ?? (type == .timestamp ? "UTC" : nil), source: source, sensitivity: words.sensitivity,
                reference: words.reference)
        }
    }
}
