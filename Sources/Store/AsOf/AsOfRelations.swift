import CSQLiteViews
import Foundation
import GRDB
import Values

/// Makes the tables and views of a past run, in front of those of now: only those that a statement may name.
///
/// A mirror may have thousands of lookup views, so only names that the statement's text has are made.
struct AsOfRelations {
    private let run: Int64
    /// The time that was asked for, if it was no run.
    private let until: String?
    private let db: Database
    private let reading = AsOfReading()
    private var text: String

    /// The tables that are kept as of now only: a statement about the past may not read them.
    static let pastless = ["record_digests", "mirror_publishing", "spent_requests", "chain_rows"]
    /// The tables whose rows say their run.
    static let datedByRun = CoveredTable.writtenByRuns + ["chain_links", "chain_tables"]

    /// The tables of closed months. Their rows are as old as their month's close.
    static let billing = [
        "billing_months", "billing_lines", "billing_adjustments", "billing_prices", "billing_checks", "billing_files",
    ]

    init(run: Int64, until: String?, statement: String, db: Database) {
        (self.run, self.until, self.db) = (run, until, db)
        text = StatementNames.plain(statement)
        // Views with a lookup table's name are made of these.
        if text.contains("lookup_") { text += " lookup_tables lookup_table_columns lookup_table_rows" }
    }

    /// - Returns: what the statement may read now that they are there.
    mutating func make() throws -> AsOfReading {
        try OwnTables.makeMissing(in: db, where: mentions)
        let views = try usersViews()
        let tables = try String.fetchAll(db, sql: StoreSQL.trackedTables)
        let unchanged = try makeTables(tables)
        try makeBookkeeping()
        if StatementNames.mayNameLookupView(text) { try LookupViews(db: db).recreate(asOf: run, where: mentions) }
        for sql in views { try db.execute(sql: "CREATE TEMP VIEW" + sql.dropFirst("CREATE VIEW".count)) }
        // A view in the file reads the file's tables as they are now.
        let code = csqliteviews_allow_temp_only(db.sqliteConnection)
        guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        let file = try String.fetchAll(db, sql: "SELECT name FROM main.sqlite_schema WHERE type = 'table'")
        let own = Self.pastless + Self.datedByRun + Self.billing + ["sync_runs", "mirror_scopes"]
        let kept = tables + tables.map { "\($0)_history" } + own
        reading.begin(
            front: try String.fetchAll(db, sql: "SELECT name FROM temp.sqlite_schema"), file: file,
            readable: unchanged + Set(file.map(UTF8Text.init)).subtracting(kept.map(UTF8Text.init)).map(\.text))
        return reading
    }

    private func mentions(_ name: String) -> Bool {
        text.withCString { text in StatementNames.plain(name).withCString { strstr(text, $0) != nil } }
    }

    /// Views that somebody has made in the file, and those that are newer than the file. Views in the file read the file's tables, not those in
    /// front, so they are made again as temporary views.
    private mutating func usersViews() throws -> [String] {
        let stored = try Row.fetchAll(
            db, sql: "SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' AND name <> 'changes' AND NOT (\(LookupViews.isOurs))")
        var views = try stored.map { OwnViews.View(name: $0["name"], sql: $0["sql"]) } + OwnViews.missing(in: db)
        var made: [String] = []
        while let next = views.firstIndex(where: { mentions($0.name) }) {
            let sql = views.remove(at: next).sql
            text += " " + StatementNames.plain(sql)
            made.append(sql)
        }
        return made
    }

    /// - Returns: the tables that are as they were, and so need nothing in front of them.
    private func makeTables(_ names: [String]) throws -> [String] {
        for name in names where mentions("\(name)_history") {
            // The sign: a table is not to be read by this when an index on keys would do.
            try view("\(name)_history", "SELECT * FROM main.\(quoted("\(name)_history")) WHERE +_valid_to <= \(run)")
        }
        let mentioned = names.filter(mentions)
        let changed = try mentioned.filter(hasChanged)
        try AsOfTableModule.register(changed.map { try AsOfTable($0, run: run, in: db) }, reading, on: db)
        for name in changed { try db.execute(sql: "CREATE VIRTUAL TABLE temp.\(quoted(name)) USING past") }
        return mentioned.filter { !changed.contains($0) }
    }

    /// A table that no later run has changed is as it was.
    private func hasChanged(_ name: String) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM main.\(quoted(name)) WHERE _valid_from > :run)
                    OR EXISTS (SELECT 1 FROM main.\(quoted("\(name)_history")) WHERE _valid_to > :run)
                """, arguments: ["run": run]) == true
    }

    /// An older file lacks some tables: `OwnTables` has made empty ones then.
    private func isInFile(_ name: String) throws -> Bool { try mentions(name) && db.tableExists(name, in: "main") }

    private func makeBookkeeping() throws {
        // Whatever the statement names: its parameters may ask for the latest run. A run always has a state; but where nothing but
        // the rowid is read, SQLite does not tell through which view.
        try view("sync_runs", "SELECT * FROM main.sync_runs WHERE id <= \(run) AND state <> ''")
        for name in Self.datedByRun where try isInFile(name) { try view(name, "SELECT * FROM main.\(name) WHERE run <= \(run)") }
        // A month that was closed between the run and the time that was asked for was closed then.
        let closed = until.map { "closed_at <= \($0.sqlLiteral)" } ?? "run <= \(run)"
        for name in Self.billing where try isInFile(name) {
            try view(name, "SELECT * FROM main.\(name) WHERE month IN (SELECT month FROM main.billing_months WHERE \(closed))")
        }
        if mentions("mirror_scopes") {
            // Each state has an index of its own.
            let tried = ["state = 'complete'", "state <> 'complete'"].map { state in
                """
                EXISTS (
                    SELECT 1 FROM main.sync_scopes AS tried
                    WHERE tried.resource = known.resource AND tried.scope = known.scope AND tried.run <= \(run) AND \(state))
                """
            }
            try view("mirror_scopes", "SELECT * FROM main.mirror_scopes AS known WHERE \(tried.joined(separator: " OR "))")
        }
        if mentions("changes") { try makeChanges() }
    }

    /// The view `changes` covers all runs by itself, so only later runs are left out. It could be made from the tables in front, but those have
    /// no index on runs.
    private func makeChanges() throws {
        let sql = try String.fetchOne(db, sql: "SELECT sql FROM main.sqlite_schema WHERE type = 'view' AND name = 'changes'")
        guard let sql else { return }
        let definition = ["FROM \"", "JOIN \"", "FROM sync_runs"].reduce(sql) { text, reference in
            text.replacing(reference, with: reference.replacing(" ", with: " main."))
        }
        try view("changes", definedAs: String(definition.dropFirst("CREATE VIEW changes".count)), where: "WHERE run_id <= \(run)")
    }

    private func view(_ name: String, _ select: String) throws { try view(name, definedAs: "AS \(select)") }

    /// Two views: the one behind has the name by which the guard knows that it shows what was.
    private func view(_ name: String, definedAs definition: String, where condition: String = "") throws {
        let behind = quoted(reading.mark + name)
        try db.execute(sql: "CREATE TEMP VIEW \(behind) \(definition)")
        try db.execute(sql: "CREATE TEMP VIEW \(quoted(name)) AS SELECT * FROM \(behind) \(condition)")
    }
}

extension AsOfTable {
    /// A table of the file.
    init(_ name: String, run: Int64, in db: Database) throws {
        let history = "\(name)_history"
        let columns = try Row.fetchAll(db, sql: "SELECT name, type FROM pragma_table_info(?, 'main')", arguments: [name])
            .map { Column(name: $0["name"], type: $0["type"]) }
        let places = Dictionary(columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
        let indexes = try String.fetchAll(db, sql: "SELECT name FROM pragma_index_list(?, 'main')", arguments: [history]).map { index in
            let names = try String.fetchAll(db, sql: "SELECT name FROM pragma_index_info(?, 'main')", arguments: [index])
            return Index(columns: names.filter { !$0.hasPrefix("_valid_") }.compactMap { places[$0] }, isKey: index == "\(history)_key")
        }
        let isUnplaced = try Bool.fetchOne(db, sql: "SELECT \(HistoryRowID.isUnplaced("main.\(quoted(history))"))")
        self.init(
            name: name, run: run, columns: columns, indexes: indexes.filter { !$0.columns.isEmpty }, isPlaced: isUnplaced == false)
    }
}

extension AsOfTableModule {
    static func register(_ tables: [AsOfTable], _ reading: AsOfReading, on db: Database) throws {
        let code = register(tables, reading, on: db.sqliteConnection)
        guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
