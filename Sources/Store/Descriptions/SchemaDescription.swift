import Catalog
import GRDB
import Meanings

/// Every table and view that a new mirror has, with the meaning of each column.
///
/// The schema itself says what type a column has, `migrations/meanings` what it means, and the catalog which field fills it: nothing is said
/// twice.
public struct SchemaDescription: Sendable {
    /// The live tables in the catalog's order, each with its history table; then the mirror's own tables and views.
    public let tables: [TableDescription]
    /// What holds for all live tables and their history tables, and for the views `lookup_NAME`, which each mirror has others of.
    public let rules: [String]
    /// The names of everything that a new mirror has: tables, views, indexes and triggers.
    public let objects: Set<String>

    /// Describes the schema of this version of the program: no file is needed.
    ///
    /// - Throws: `.catalog` if a table or a column has no meaning, or if a meaning has no table or column.
    public init(catalog: Catalog = .standard) throws(StoreError) { try self.init(files: Meanings.all, catalog: catalog) }

    init(files: [Meanings.File], catalog: Catalog = .standard) throws(StoreError) {
        let meanings = try MeaningsText(files)
        (tables, objects) = try reporting("the schema") {
            let queue = try DatabaseQueue()
            try Schema(catalog: catalog).migrate(queue)
            return try queue.read { db in
                (try Self.describe(db, meanings, catalog), Set(try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema")))
            }
        }
        rules = meanings.tables.filter { $0.name.contains("NAME") }.map { words in
            (["`\(words.name)`: \(words.meaning)"] + words.columns.map { "`\($0.name)`: \($0.meaning)" }).joined(separator: " ")
        }
        try check(meanings)
        for table in tables {
            for column in table.columns { if let problem = table.problem(of: column) { throw .catalog(problem) } }
        }
    }

    /// Meanings of tables and columns that are not in the schema any more are errors.
    private func check(_ meanings: MeaningsText) throws(StoreError) {
        for words in meanings.tables where !words.name.contains("NAME") {
            guard let table = self[words.name] else { throw .catalog("a meaning of \(words.name), which is no table") }
            let names = Set(table.columns.map(\.name))
            let told =
                words.columns.map(\.name) + words.facets + [words.sort?.trimmingPrefix("-")].compactMap { $0.map(String.init) }
                + words.listed.keys.sorted()
            for column in told where !names.contains(column) {
                throw .catalog("a meaning of \(words.name).\(column), which is no column")
            }
            for reference in table.columns.compactMap(\.reference) {
                let isThere = self[reference.table]?.columns.contains { $0.name == reference.column } ?? false
                guard isThere else { throw .catalog("\(words.name) refers to \(reference.table).\(reference.column), which is no column") }
            }
        }
    }

    public subscript(name: String) -> TableDescription? { tables.first { $0.name == name } }

    private static func describe(_ db: Database, _ meanings: MeaningsText, _ catalog: Catalog) throws -> [TableDescription] {
        let live = try catalog.resources.flatMap { resource in
            try catalog.tables(of: resource).flatMap { table in
                try [false, true].map { isHistory in
                    try TableReading(db: db, meanings: meanings, catalog: catalog, live: table, isHistory: isHistory).description(
                        of: resource)
                }
            }
        }
        let known = Set(live.map(\.name))
        let others = try String.fetchAll(
            db, sql: "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite^_%' ESCAPE '^'")
        // In the order in which their meanings stand: the most useful first.
        let order = meanings.tables.map(\.name)
        let rest = others.filter { !known.contains($0) }.sorted { (order.firstIndex(of: $0) ?? .max) < (order.firstIndex(of: $1) ?? .max) }
        return try live + rest.map { try TableReading(db: db, meanings: meanings, catalog: catalog).description(of: $0) }
    }
}
