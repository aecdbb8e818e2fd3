import Store

/// The schema as a Markdown page: an overview, the relations, then a section for each table.
struct SchemaMarkdown {
    let tables: [TableDescription]
    /// What holds for all tables. Nil if single tables are asked for: these are then shown with the columns that all tables have.
    let rules: [String]?

    var text: String {
        let parts = (rules.map(front) ?? []) + tables.map(section)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func front(_ rules: [String]) -> [String] {
        [
            "# Every table and column", "How they hang together, and what holds for all of them, is in [The tables](tables.md).",
            overview,
            "Without a group: made of the records of the listing, at no request of its own. The number is the requests a minute "
                + "that Workato documents for the group, over all customers and keys.", "## What holds by rule",
        ] + rules + ["## Relations", "```mermaid\n\(RelationDiagram(tables: tables).text)```"]
    }

    private var overview: String {
        let rows = tables.filter { $0.kind == .live }.map { table in
            let group = table.isRecords ? table.listed.map { "\($0.group.name), \($0.group.requestsPerMinute)" } ?? "" : ""
            return row([
                "[`\(table.name)`](#\(table.name))", cell(table.meaning), "`\(table.key.joined(separator: ", "))`",
                "`\(table.request ?? table.resource ?? "")`", group,
            ])
        }
        return (["| table | a row is | key | from | group, a minute |", "|---|---|---|---|---|"] + rows).joined(separator: "\n")
    }

    private func section(_ table: TableDescription) -> String {
        var lines = ["## \(table.name)", "", table.meaning]
        let origin = table.origin.map { table.request == nil ? "From \($0)" : "From `\($0)`" }
        if let origin { lines.append(origin + (table.page.map { " ([documentation](\($0)))." } ?? ".")) }
        lines += ["", "| column | type | meaning | unit | from |", "|---|---|---|---|---|"]
        lines += (rules == nil ? table.columns : table.ownColumns).map { column in
            let reference = column.referenceText.map { " → `\($0)`" } ?? ""
            return row([
                "`\(column.name)`", cell(column.typeText), cell(column.meaning) + reference, column.unit ?? "", cell(column.source),
            ])
        }
        return lines.joined(separator: "\n")
    }

    private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
