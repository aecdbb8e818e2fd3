import ArgumentParser
import Foundation
import Store

/// `schema`: what each table and column means, in what unit it is and where it comes from.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Say what each table and column means, its unit, and where it comes from.",
        discussion: """
            It describes the tables that this version of the program makes; no mirror is needed.

            Examples:
              workato-mirror schema recipes recipe_activity
              workato-mirror schema --format json
              workato-mirror schema --format mermaid > tables.mmd
            """)

    @Argument(help: "Only these tables or views.")
    var tables: [String] = []

    @Option(help: "How to show it: text, markdown, json, or mermaid for a diagram of the relations.")
    var format = Format.text

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, markdown, json, mermaid }

    func run() throws {
        let schema = try SchemaDescription()
        let chosen = try chosen(in: schema)
        let rules = chosen == nil ? [SchemaWords.values] + schema.rules : nil
        let text =
            switch format {
            case .text: SchemaText(tables: chosen ?? schema.withoutTwins, rules: rules).text
            case .markdown: SchemaMarkdown(tables: chosen ?? schema.withoutTwins, rules: rules).text
            case .json: try SchemaJSON(tables: chosen ?? schema.tables).text
            case .mermaid: RelationDiagram(tables: chosen ?? schema.withoutTwins).text
            }
        try StandardOutput.write(text)
    }

    /// - Returns: nil if all are asked for.
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
    /// Twins are described by rule, once.
    var withoutTwins: [TableDescription] { tables.filter { $0.kind != .history } }
}

extension TableDescription {
    /// What is asked to fill the table: the request of its resource, or nothing for what is made of another's records.
    var request: String? { isRecords ? listed.map { "\($0.listing.method == .get ? "GET" : "POST") \($0.listing.path)" } : nil }
}
