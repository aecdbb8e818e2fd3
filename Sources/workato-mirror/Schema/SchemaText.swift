import Store

/// The schema for a terminal of 80 columns.
struct SchemaText {
    let tables: [TableDescription]
    /// What holds for all tables. Nil if single tables are asked for: these are then shown with the columns that all tables have.
    let rules: [String]?

    var text: String {
        let parts = tables.map(block) + (rules ?? []).map { Terminal.wrapped($0, indent: 0) }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func block(_ table: TableDescription) -> String {
        var lines = [table.name, Terminal.wrapped(table.meaning, indent: 2)]
        if let origin = table.origin { lines.append(Terminal.wrapped("from \(origin)", indent: 2)) }
        if let page = table.page { lines.append("  \(page)") }
        return (lines + (rules == nil ? table.columns : table.ownColumns).map(entry)).joined(separator: "\n")
    }

    private func entry(_ column: ColumnDescription) -> String {
        let unit = column.unit.map { ", in \($0)" } ?? ""
        let reference = column.referenceText.map { " → \($0)" } ?? ""
        let from = [column.name, "the sync"].contains(column.source) ? "" : " (\(column.source))"
        return "    \(column.name)  \(column.typeText)\(unit)\(reference)\n" + Terminal.wrapped(column.meaning + from, indent: 8)
    }
}
