import Catalog
import Foundation
import GRDB
import Testing

@testable import Store

/// What is generated for a resource can be read in `Documentation/sql`: here those pages are compared with the code, and written.
@Suite("The pages of SQL") struct SQLSnapshotTests {
    /// Set it to have the pages written anew.
    private static let variable = "WRITE_SQL_PAGES"
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Documentation/sql").standardized

    @Test("are what the program runs for a resource", arguments: [Resource.recipes, .lookupTableRows])
    func current(resource: Resource) throws {
        let queue = try DatabaseQueue()
        try Schema(catalog: .standard).migrate(queue)
        let sections = try queue.read { try ResourceSQL(resource, in: .standard, $0).sections }
        try prepare(sections, on: queue)
        let page = Self.page(of: resource, sections)
        let file = Self.folder.appending(path: "\(resource.name).sql")
        if ProcessInfo.processInfo.environment[Self.variable] != nil { try Data(page.utf8).write(to: file) }
        let written = try String(contentsOf: file, encoding: .utf8)
        #expect(written == page, "out of date: see the comment at its top")
    }

    /// Every statement is one that SQLite understands, in the order in which they run.
    private func prepare(_ sections: [ResourceSQL.Section], on queue: DatabaseQueue) throws {
        try queue.writeWithoutTransaction { db in
            FieldFunctions.register(in: db)
            try db.execute(sql: "ATTACH DATABASE ':memory:' AS staging; \(StoreSQL.staging)")
            for statement in sections.flatMap(\.statements) {
                let makesOrDrops = statement.sql.hasPrefix("CREATE") || statement.sql.hasPrefix("DROP")
                #expect(throws: Never.self, "\(statement.meaning): \(statement.sql)") {
                    let prepared = try db.makeStatement(sql: statement.sql)
                    guard makesOrDrops else { return }
                    for name in [":run", ":resource"] where statement.sql.contains(name) {
                        try prepared.setArguments([String(name.dropFirst()): nil])
                    }
                    try prepared.execute()
                }
            }
        }
    }

    private static func page(of resource: Resource, _ sections: [ResourceSQL.Section]) -> String {
        let top = """
            -- The SQL that is generated for `\(resource.name)`, in the order in which a run needs it. What is the same for every resource is in
            -- Sources/Store/SQL. `\(variable)=1 swift test --filter SQLSnapshotTests` writes this page.

            """
        return top
            + sections.map { section in
                "\n-- ====== \(section.title) ======\n"
                    + section.statements.map { "\n-- \($0.meaning)\n\(wrapped($0.sql));\n" }.joined()
            }.joined()
    }

    /// With no line much longer than 120 characters: SQL may be broken after a comma that is in no text.
    private static func wrapped(_ sql: String) -> String {
        sql.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
            guard line.count > 120, !line.contains("--") else { return [String(line)] }
            let indent = String(line.prefix { $0 == " " }) + "    "
            return line.split(separator: ", ", omittingEmptySubsequences: false).reduce(into: [String]()) { lines, part in
                guard let last = lines.last else { return lines.append(String(part)) }
                let isInText = last.count { $0 == "'" } % 2 == 1
                if isInText || last.count + part.count < 118 {
                    lines[lines.count - 1] += ", \(part)"
                } else {
                    lines[lines.count - 1] += ","
                    lines.append(indent + part)
                }
            }
        }.map { $0.replacing(/\ +$/, with: "") }.joined(separator: "\n")
    }
}

/// The generated statements of one resource, each with what it is for.
struct ResourceSQL {
    struct Statement {
        let meaning: String
        let sql: String
    }

    struct Section {
        let title: String
        let statements: [Statement]
    }

    private let resource: Resource
    private let catalog: Catalog
    private let mapping: RecordMapping
    private let tables: [TableSchema]
    private let past: [AsOfTable]

    init(_ resource: Resource, in catalog: Catalog, _ db: Database) throws {
        self.resource = resource
        self.catalog = catalog
        mapping = try RecordMapping(resource, in: catalog, db)
        tables = try catalog.tables(of: resource).map { try TableSchema($0, in: db) }
        past = try tables.map { try AsOfTable($0.name, run: 12, in: db) }
    }

    var sections: [Section] {
        [
            Section(title: "Staging: a page's records that differ go to the side file", statements: staging),
            Section(title: "Publishing: from the side file to the live tables", statements: publishing),
            Section(title: "History: what is derived from each live table", statements: tables.flatMap(history)),
            Section(title: "The view `changes`: its parts about these tables", statements: tables.flatMap(changes)),
            Section(title: "As of run 12: what stands for each table", statements: past.flatMap(asOf)),
        ]
    }

    private var staging: [Statement] {
        let staged = [mapping.record, mapping.measures].compactMap(\.self).flatMap { table in
            [
                Statement(
                    meaning: "The staged rows of \(table.shape.name). `_scope` is the listing that they came from.", sql: table.create),
                Statement(meaning: "Stages one of them. The values are bound as they lie in the page.", sql: table.insert),
            ]
        }
        guard let versions = mapping.versions else { return staged }
        return staged + [
            Statement(meaning: "The staged versions of \(versions.shape.name).", sql: versions.create),
            Statement(meaning: "Whether the mirror has a version. One that it has is not staged.", sql: versions.exists),
            Statement(meaning: "The same with the text itself, for a run that compares everything.", sql: versions.existsWhole),
            Statement(meaning: "Stages one version.", sql: versions.insert),
        ]
    }

    private var publishing: [Statement] {
        let rows = [mapping.record, mapping.measures].compactMap(\.self).map { table in
            Statement(
                meaning: "Inserts the rows of \(table.shape.name) that are new, and updates those that differ.",
                sql: Publication.upsert(into: table.shape))
        }
        let versions = mapping.versions.map { Statement(meaning: "Adds the versions that are new.", sql: $0.publish) }
        let unknown = Statement(
            meaning: "Notes the fields that have no column, with the first run that saw each.",
            sql: UnknownFields(resource: resource, shape: mapping.record.shape).noteStaged)
        let scopes = Statement(
            meaning: "How each listing went.",
            sql: RunLog.writeScopes(of: resource.name, scope: catalog.scopeColumns(of: resource)))
        return rows + [versions].compactMap(\.self) + [unknown] + deletions + resource.children.flatMap(children) + [scopes]
    }

    private var deletions: [Statement] {
        let key = catalog.tableKey(of: resource)
        let gone = quoted("gone_\(resource.name)")
        let emptied = catalog.tables(of: resource).filter { $0.kind != .versions }
        return [
            Statement(
                meaning: "The keys of what listings that were read to their end no longer have.",
                sql: Deletions.collect(into: gone, scope: catalog.scopeColumns(of: resource)))
        ]
            + emptied.map { table in
                Statement(
                    meaning: "Deletes it from \(table.name). A trigger moves each row to the history.",
                    sql: Deletions.delete(from: table.name, where: Array(table.key.prefix(key.count)), in: gone))
            } + [Statement(meaning: "The keys are not needed any more.", sql: "DROP TABLE temp.\(gone)")]
    }

    private func children(_ child: Child) -> [Statement] {
        guard let shape = tables.first(where: { $0.name == child.table }) else { return [] }
        let rows = ChildRows(child: child, shape: shape, owner: resource.name, ownerKey: catalog.tableKey(of: resource), run: 12)
        return [Statement(meaning: "Fills \(child.table) if it is empty.", sql: rows.fill)]
            + rows.statements.map {
                Statement(meaning: "Brings \(child.table) up to date from the owners that the run has changed.", sql: $0)
            }
    }

    private func history(_ table: TableSchema) -> [Statement] {
        let history = HistoryTable(shape: table)
        return [Statement(meaning: "The versions of \(table.name) that are no longer current.", sql: history.createTable)]
            + history.indexes.map { Statement(meaning: "An index of \(table.name) or of its history.", sql: $0) }
            + history.triggers.map { Statement(meaning: "Moves the old version of a row to the history.", sql: $0) }
    }

    private func changes(_ table: TableSchema) -> [Statement] {
        let meanings = ["that a run has begun and that live", "that a run has begun and a later one has ended", "that a run has deleted"]
        return zip(meanings, ChangesView(shapes: tables).arms(of: table)).map {
            Statement(meaning: "The rows of \(table.name) \($0).", sql: $1)
        }
    }

    private func asOf(_ table: AsOfTable) -> [Statement] {
        let all = Array(table.columns.indices)
        return [
            Statement(meaning: "All rows of \(table.name), if most live rows are as they were.", sql: table.scan(all, isMostlyOld: true)),
            Statement(meaning: "All rows, if few are: an index finds them.", sql: table.scan(all, isMostlyOld: false)),
            Statement(meaning: "One row by its key.", sql: table.lookUp(all, by: table.key, isUnique: true)),
            Statement(meaning: "The first rows in the order of the key.", sql: table.walk(all)),
        ]
    }
}
