import ArgumentParser
import Foundation
import Store

/// `schema`: shows what each table and column means, in what unit it is and where it comes from.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Show what each table and column means, its unit, and where it comes from.",
        discussion: """
            It describes the tables that this version of the program makes. It needs no mirror.

            Examples:
              workato-mirror schema recipes recipe_activity
              workato-mirror schema --format json
              workato-mirror schema --format mermaid > tables.mmd
            """)

    @Argument(help: "Show only these tables or views.")
    var tables: [String] = []

    @Option(help: "How to show it; mermaid is a diagram of the relations.")
    var format = Format.text

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, markdown, json, mermaid }

    func run() throws {
        let schema = try SchemaDescription()
        let chosen = try chosen(in: schema)
        let rules = chosen == nil ? [SchemaWords.values] + schema.rules : nil
        let text =
            switch format {
            case .text: SchemaText(tables: chosen ?? schema.withoutHistory, rules: rules).text
            case .markdown: SchemaMarkdown(tables: chosen ?? schema.withoutHistory, rules: rules).text
            case .json: try JSONOutput.text((chosen ?? schema.tables).map(SchemaJSON.init))
            case .mermaid: RelationDiagram(tables: chosen ?? schema.withoutHistory).text
            }
        try StandardOutput.write(text)
    }

    /// The tables that are named as arguments; nil if none is named, which means all.
    private func chosen(in schema: SchemaDescription) throws -> [TableDescription]? {
        guard !tables.isEmpty else { return nil }
        return try tables.map { name in
            if let table = schema[name] { return table }
            throw Failure(
                "schema: there is no table or view '\(name)'",
                hint: name.hasPrefix("lookup_")
                    ? "a view of a lookup table has a column for each label; `schema lookup_table_rows` says where its rows come from"
                    : "`workato-mirror schema` shows all of them", code: .usage)
        }
    }
}

extension SchemaDescription {
    /// All but the history tables, which one rule describes.
    var withoutHistory: [TableDescription] { tables.filter { $0.kind != .history } }
}

extension TableDescription {
    /// The request that fills the table; nil if the table is made of another table's records.
    var request: String? { isRecords ? listed.map { "\($0.listing.method == .get ? "GET" : "POST") \($0.listing.path)" } : nil }
}
