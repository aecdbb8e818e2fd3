import Store

/// The relations between tables as an entity-relationship diagram in Mermaid. It shows only keys and references.
struct RelationDiagram {
    let tables: [TableDescription]

    var text: String {
        let known = Set(tables.map(\.name))
        // Bookkeeping tables mostly refer to runs. That would bury the relations that an analyst joins by.
        let shown = tables.filter { $0.kind == .live || $0.columns.contains { $0.reference != nil } }
        let lines =
            shown.map(entity)
            + shown.flatMap { table in
                table.ownColumns.compactMap { column in
                    column.reference.flatMap { known.contains($0.table) ? relation($0, to: table, by: column) : nil }
                }
            }
        return (["erDiagram"] + lines).map { $0 + "\n" }.joined()
    }

    private func entity(_ table: TableDescription) -> String {
        let lines = table.ownColumns.filter { $0.keyPosition != nil || $0.reference != nil }.map { column in
            let marks = [column.keyPosition.map { _ in "PK" }, column.reference.map { _ in "FK" }].compactMap(\.self)
            return "        \(column.type.rawValue) \(column.name)" + (marks.isEmpty ? "" : " " + marks.joined(separator: ", "))
        }
        return (["    \(table.name) {"] + lines + ["    }"]).joined(separator: "\n")
    }

    /// A column that may be NULL refers to one row or none.
    private func relation(_ reference: Reference, to table: TableDescription, by column: ColumnDescription) -> String {
        let one = column.isRequired ? "||" : "|o"
        return "    \(reference.table) \(one)--o{ \(table.name) : \(column.name)"
    }
}
