import Foundation
import GRDB

/// The tables and views of a past run, in front of those of now: those that a statement may name, and no others.
///
/// A mirror may have thousands of lookup views. What a name stands for is not asked: it is enough that the text has it.
struct PastRelations {
    private let run: Int64
    private let db: Database
    private var text: String

    init(run: Int64, statement: String, db: Database) {
        (self.run, self.db) = (run, db)
        text = StatementNames.plain(statement)
        // Views with a lookup table's name are made of these.
        if text.contains("lookup_") { text += " lookup_tables lookup_table_columns lookup_table_rows" }
    }

    mutating func make() throws {
        let views = try usersViews()
        try makeTables()
        try makeBookkeeping()
        if StatementNames.mayNameLookupView(text) { try LookupViews(db: db).recreate(asOf: run, where: mentions) }
        for sql in views { try db.execute(sql: "CREATE TEMP VIEW" + sql.dropFirst("CREATE VIEW".count)) }
    }

    private func mentions(_ name: String) -> Bool {
        text.withCString { text in StatementNames.plain(name).withCString { strstr(text, $0) != nil } }
    }

    /// Views that somebody has made in the file. They see its tables, not those in front: so they are made again before them.
    private mutating func usersViews() throws -> [String] {
        var views = try Row.fetchAll(
            db, sql: "SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' AND name <> 'changes' AND NOT (\(LookupViews.isOurs))")
        var made: [String] = []
        while let next = views.firstIndex(where: { mentions($0["name"]) }) {
            let sql: String = views.remove(at: next)["sql"]
            text += " " + StatementNames.plain(sql)
            made.append(sql)
        }
        return made
    }

    private func makeTables() throws {
        let names = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM main.sqlite_schema AS live WHERE type = 'table'
                    AND EXISTS (SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = live.name || '_history')
                """)
        for name in names where mentions("\(name)_history") {
            // The sign: a table is not to be read by this when an index on keys would do.
            try view("\(name)_history", "SELECT * FROM main.\(quoted("\(name)_history")) WHERE +_valid_to <= \(run)")
        }
        let changed = try names.filter { try mentions($0) && hasChanged($0) }
        try PastTableModule.register(changed.map { try PastTable($0, run: run, in: db) }, on: db)
        for name in changed { try db.execute(sql: "CREATE VIRTUAL TABLE temp.\(quoted(name)) USING past") }
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

    private func makeBookkeeping() throws {
        // Whatever the statement names: its parameters may ask for the latest run.
        try view("sync_runs", "SELECT * FROM main.sync_runs WHERE id <= \(run)")
        for name in ["sync_scopes", "usage_observations", "drift_observations", "unknown_fields"] where mentions(name) {
            try view(name, "SELECT * FROM main.\(name) WHERE run <= \(run)")
        }
        // It speaks of all times by itself: what it says of later runs is left out.
        if mentions("changes") { try view("changes", "SELECT * FROM main.changes WHERE run_id <= \(run)") }
    }

    private func view(_ name: String, _ select: String) throws {
        try db.execute(sql: "CREATE TEMP VIEW \(quoted(name)) AS \(select)")
    }
}

extension PastTable {
    /// A table of the file.
    init(_ name: String, run: Int64, in db: Database) throws {
        let twin = "\(name)_history"
        let columns = try Row.fetchAll(db, sql: "SELECT name, type FROM pragma_table_info(?, 'main')", arguments: [name])
            .map { Column(name: $0["name"], type: $0["type"]) }
        let places = Dictionary(columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
        let indexes = try String.fetchAll(db, sql: "SELECT name FROM pragma_index_list(?, 'main')", arguments: [twin]).map { index in
            let names = try String.fetchAll(db, sql: "SELECT name FROM pragma_index_info(?, 'main')", arguments: [index])
            return Index(columns: names.filter { !$0.hasPrefix("_valid_") }.compactMap { places[$0] }, isKey: index == "\(twin)_key")
        }
        let isUnplaced = try Bool.fetchOne(db, sql: "SELECT \(TwinPlace.isUnplaced("main.\(quoted(twin))"))")
        self.init(
            name: name, run: run, columns: columns, indexes: indexes.filter { !$0.columns.isEmpty }, isPlaced: isUnplaced == false)
    }
}

extension PastTableModule {
    static func register(_ tables: [PastTable], on db: Database) throws {
        let code = register(tables, on: db.sqliteConnection)
        guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
