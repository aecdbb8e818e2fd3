import Reports
import Store

/// Metadata as Datasette 0.65 reads it (https://docs.datasette.io/en/0.65/metadata.html).
///
/// Units are in the columns' descriptions: Datasette's own `units` would show 33270 tasks as 33.27 ktask.
struct DatasetteMetadata: Encodable {
    let title = "Workato mirror"
    let description = "A read-only mirror of a Workato Embedded account, with the history of everything it saw."
    private let databases: [String: Database]

    /// - Parameter database: the name that Datasette gives the file, which is the file's own without the extension.
    init(database: String, reports: [Report], tables: [TableDescription]) {
        databases = [
            database: Database(
                queries: Dictionary(reports.map { ($0.name, Query($0)) }) { first, _ in first },
                tables: Dictionary(tables.map { ($0.name, Table($0)) }) { first, _ in first })
        ]
    }

    private struct Database: Encodable {
        let queries: [String: Query]
        let tables: [String: Table]
    }
}

/// A report as a canned query.
private struct Query: Encodable {
    let title, description, sql: String
    let params: [String]
    let hideSQL = true

    init(_ report: Report) {
        let parameters = report.parameters.map { parameter in
            "\(parameter.name) (\(parameter.type.rawValue), \(Self.blank(parameter))): \(parameter.description)"
        }
        title = report.title
        description = ([report.asks] + [report.why].compactMap(\.self) + parameters).joined(separator: " ")
        sql = DatasetteSQL(report).sql
        params = report.parameters.map(\.name)
    }

    /// What a parameter means if it is left blank.
    private static func blank(_ parameter: ReportParameter) -> String {
        switch parameter.fallback {
        case .value where parameter.type == .run, .required: "must be given"
        case .none: "blank for all"
        case .value(let value): "blank for \(value)"
        }
    }
}

/// A table with what its columns mean, and how it is shown first. Datasette has its own defaults for keys that are left out.
private struct Table: Encodable {
    let description: String
    let columns: [String: String]
    var hidden: Bool?
    var facets: [String]?
    var source: String?
    var sourceURL: String?
    var sort: String?
    var sortDesc: String?
    var labelColumn: String?

    /// Tables that only the program itself uses.
    private static let internals: Set = ["mirror_meta", "mirror_scopes", "record_digests", "mirror_publishing", "grdb_migrations"]

    init(_ table: TableDescription) {
        description = table.meaning
        columns = Dictionary(table.columns.map { ($0.name, Self.words($0)) }) { first, _ in first }
        if table.kind == .history || Self.internals.contains(table.name) {
            hidden = true
        } else if !table.facets.isEmpty {
            facets = table.facets
        }
        if let page = table.page { (source, sourceURL) = ("Workato's API", page) }
        if let column = table.sort {
            if column.hasPrefix("-") { sortDesc = String(column.dropFirst()) } else { sort = column }
        }
        if table.isRecords, table.columns.contains(where: { $0.name == "name" && $0.keyPosition == nil }) { labelColumn = "name" }
    }

    private static func words(_ column: ColumnDescription) -> String {
        column.meaning + (column.unit.map { " In \($0)." } ?? "") + (column.referenceText.map { " See \($0)." } ?? "")
    }
}
