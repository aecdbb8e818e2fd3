import Foundation
import Reports
import Store

/// Metadata as Datasette 0.65 reads it (https://docs.datasette.io/en/0.65/metadata.html).
///
/// Units stand in the columns' descriptions: Datasette's own `units` would show 33270 tasks as 33.27 ktask.
struct DatasetteMetadata {
    /// The name that Datasette gives the file: its own, without the extension.
    let database: String
    let reports: [Report]
    let tables: [TableDescription]

    /// What only the program itself has a use for.
    private static let internals: Set = ["mirror_meta", "mirror_scopes", "record_digests", "mirror_publishing", "grdb_migrations"]

    var text: String {
        get throws {
            let metadata: [String: Any] = [
                "title": "Workato mirror",
                "description": "A read-only mirror of a Workato Embedded account, with the history of everything it saw.",
                "databases": [
                    database: [
                        "queries": Dictionary(reports.map { ($0.name, query($0)) }) { first, _ in first },
                        "tables": Dictionary(tables.map { ($0.name, table($0)) }) { first, _ in first },
                    ]
                ],
            ]
            let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try JSONSerialization.data(withJSONObject: metadata, options: options), as: UTF8.self) + "\n"
        }
    }

    private func query(_ report: Report) -> [String: Any] {
        let parameters = report.parameters.map { parameter in
            "\(parameter.name) (\(parameter.type.rawValue), \(blank(parameter))): \(parameter.description)"
        }
        return [
            "title": report.title, "description": ([report.asks] + [report.why].compactMap(\.self) + parameters).joined(separator: " "),
            "sql": DatasetteSQL(report).sql, "params": report.parameters.map(\.name), "hide_sql": true,
        ]
    }

    private func blank(_ parameter: ReportParameter) -> String {
        switch parameter.fallback {
        case .value where parameter.type == .run, .required: "must be given"
        case .none: "blank for all"
        case .value(let value): "blank for \(value)"
        }
    }

    private func table(_ table: TableDescription) -> [String: Any] {
        var metadata: [String: Any] = [
            "description": table.meaning, "columns": Dictionary(table.columns.map { ($0.name, words($0)) }) { first, _ in first },
        ]
        if table.kind == .history || Self.internals.contains(table.name) {
            metadata["hidden"] = true
        } else if !table.facets.isEmpty {
            metadata["facets"] = table.facets
        }
        if let page = table.page { (metadata["source"], metadata["source_url"]) = ("Workato's API", page) }
        if let sort = table.sort { metadata[sort.hasPrefix("-") ? "sort_desc" : "sort"] = String(sort.trimmingPrefix("-")) }
        if table.isRecords, table.columns.contains(where: { $0.name == "name" && $0.keyPosition == nil }) {
            metadata["label_column"] = "name"
        }
        return metadata
    }

    private func words(_ column: ColumnDescription) -> String {
        column.meaning + (column.unit.map { " In \($0)." } ?? "") + (column.referenceText.map { " See \($0)." } ?? "")
    }
}
