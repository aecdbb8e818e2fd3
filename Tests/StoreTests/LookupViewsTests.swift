import Foundation
import GRDB
import Testing
import Values

@testable import Store

/// One view for each name of a lookup table, whatever the names and labels are; none keeps a run from being published.
@Suite("The views of lookup tables") struct LookupViewsTests {
    /// A lookup table, and rows of it.
    private struct Table {
        var customer: Int64 = 7
        var id: Int64
        var name: String?
        var labels: [String] = []
        /// By label, as JSON.
        var rows: [String] = []
    }

    private static func mirror(_ tables: [Table]) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: EmptyMirror.copy())
        try queue.write { db in for table in tables { try add(table, db) } }
        return queue
    }

    private static func add(_ table: Table, _ db: Database) throws {
        let place: [(any DatabaseValueConvertible)?] = [table.customer, table.id]
        try db.cachedStatement(sql: "INSERT INTO lookup_tables (managed_user_id, id, name, _valid_from) VALUES (?, ?, ?, 1)")
            .binding(place + [table.name]).execute()
        for (index, label) in table.labels.enumerated() {
            try db.cachedStatement(
                sql: """
                    INSERT INTO lookup_table_columns (managed_user_id, lookup_table_id, position, label, name, _valid_from)
                    VALUES (?, ?, ?, ?, ?, 1)
                    """
            ).binding(place + [index + 1, label, "col\(index + 1)"]).execute()
        }
        for (index, row) in table.rows.enumerated() {
            try db.cachedStatement(
                sql: "INSERT INTO lookup_table_rows (managed_user_id, lookup_table_id, id, data, _valid_from) VALUES (?, ?, ?, ?, 1)"
            ).binding(place + [index + 1, row]).execute()
        }
    }

    private static func views(_ db: Database) throws -> [String] {
        try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'lookup%' ORDER BY name")
    }

    @Test("has all tables of a name, with the union of their labels, found by customer and table through the key")
    func union() throws {
        let queue = try Self.mirror([
            Table(customer: 7, id: 1, name: "Codes", labels: ["Land", "Code"], rows: [#"{"Land":"DE","col2":"49"}"#]),
            Table(customer: 8, id: 1, name: "Codes", labels: ["Code", "id"], rows: [#"{"Code":"FR","id":9}"#]),
        ])
        try queue.write { db in
            #expect(try LookupViews(db: db).recreate() == [])
            #expect(try Self.views(db) == ["lookup_Codes"])
            let columns = try db.columns(in: "lookup_Codes").map(\.name)
            #expect(columns == ["managed_user_id", "lookup_table_id", "id", "Code", "Land", "id_2", "created_at", "updated_at"])
            let rows = try Row.fetchAll(db, sql: "SELECT * FROM lookup_Codes ORDER BY managed_user_id")
            #expect(rows.map { $0["Code"] as String? } == ["49", "FR"] && rows.map { $0["Land"] as String? } == ["DE", nil])
            #expect(rows.map { $0["id_2"] as String? } == [nil, "9"] && rows.map { $0["managed_user_id"] as Int } == [7, 8])
            let plan = try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN SELECT Land FROM lookup_Codes WHERE managed_user_id = 7")
                .map { $0["detail"] as String }
            // Found in the two tables and in the SELECT that gives the types; and no other label's cell is worked out.
            let found = plan.filter { $0.contains(/^SEARCH (t|r|lookup_table_rows) .*managed_user_id=\?/) }
            #expect(found.count == 3 && plan.count { $0.contains("json_each") } == 2, "\(plan)")
        }
    }

    @Test(
        "whatever its name and its labels hold",
        arguments: [
            "\"API\"\u{200C}\u{647}\u{627}", "it'\u{301}s", "a */ b /* c -- d", "[x] `y`", "a\0b", "line\u{2028}two\r\nthree\tfour", "",
            "\u{FEFF}bom", "'); DROP TABLE lookup_tables; --", "e\u{301}", "😀\u{FE0F}", "\u{1B}[31m", "\u{301}",
        ])
    func anyName(text: String) throws {
        let json = String(decoding: try JSONEncoder().encode([text: "found"]), as: UTF8.self)
        // SQLite's own reader of JSON ends a key at a NUL.
        let row = text.utf8.contains(0) ? #"{"col1":"found"}"# : json
        let queue = try Self.mirror([Table(id: 1, name: text, labels: [text, "\(text) 2"], rows: [row])])
        try queue.write { db in
            #expect(try LookupViews(db: db).recreate() == [])
            let view = try #require(try Self.views(db).first)
            let found = try Row.fetchOne(db, sql: "SELECT * FROM \(view.sqlName)")
            #expect(found?[3] == "found", "\(view.debugDescription)")
            // Nothing is made anew that has not changed.
            let version = try Int.fetchOne(db, sql: "PRAGMA schema_version")
            #expect(try LookupViews(db: db).recreate() == [])
            #expect(try Int.fetchOne(db, sql: "PRAGMA schema_version") == version)
        }
    }

    @Test("leaves a user's table, view or index of its name alone and takes a number, for the same name always")
    func taken() throws {
        let queue = try Self.mirror([
            Table(id: 1, name: "\u{DC}bersicht"), Table(id: 2, name: "tables"), Table(id: 3, name: "Codes"), Table(id: 4, name: "codes"),
            Table(id: 5, name: "Codes_2"), Table(id: 6, name: "indexed"), Table(id: 7, name: "\u{FC}bersicht"),
        ])
        try queue.write { db in
            try db.execute(sql: "CREATE VIEW \"lookup_\u{DC}bersicht\" AS SELECT 1 AS mine")
            try db.execute(sql: "CREATE INDEX LOOKUP_INDEXED ON sync_runs (state)")
            let expected = [
                "lookup_Codes", "lookup_Codes_2", "lookup_codes_3", "lookup_indexed_2", "lookup_tables_2", "lookup_\u{DC}bersicht",
                "lookup_\u{DC}bersicht_2", "lookup_\u{FC}bersicht",
            ]
            for _ in 1...2 {
                #expect(try LookupViews(db: db).recreate() == [])
                #expect(try Self.views(db) == expected)
            }
            #expect(try Int.fetchOne(db, sql: "SELECT mine FROM \"lookup_\u{DC}bersicht\"") == 1)
        }
    }

    @Test("are fewer than 100 in the file, of the names that most tables have; a query has the others")
    func bound() throws {
        let many = (1...150).map { Table(id: $0, name: "name \($0)", labels: ["A"], rows: [#"{"A":\#($0)}"#]) }
        let popular = (7...8).map { Table(customer: Int64($0), id: 900, name: "popular") }
        let queue = try Self.mirror(many + popular)
        try queue.write { db in
            #expect(try LookupViews(db: db).recreate() == [])
            let views = try Self.views(db)
            #expect(views.count == 99 && views.contains("lookup_popular"))
            #expect(views.contains("lookup_name 1") && !views.contains("lookup_name 99"))
        }
        // As a query has it: the handle is read-only, and its own temporary views can be made.
        try queue.unsafeRead { db in
            try MissingRelations.prepare(db, for: "SELECT A FROM \"LOOKUP_name 99\", [lookup_popular]")
            #expect(try String.fetchOne(db, sql: "SELECT A FROM \"lookup_name 99\"") == "99")
            #expect(try String.fetchAll(db, sql: "SELECT name FROM sqlite_temp_schema").sorted() == ["lookup_name 9", "lookup_name 99"])
        }
    }

    @Test("a name that a thousand customers have with labels of their own works; one with too many labels is left out, and said")
    func manyLabels() throws {
        let wide = (1...1_000).map { number in
            Table(customer: Int64(number), id: 1, name: "wide", labels: ["label \(number)"], rows: [#"{"label \#(number)":\#(number)}"#])
        }
        let tooWide = (1...2_001).map { Table(customer: Int64($0), id: 2, name: "too wide", labels: ["label \($0)"]) }
        let queue = try Self.mirror(wide + tooWide + [Table(id: 3, name: "narrow")])
        try queue.write { db in
            let omitted = try LookupViews(db: db).recreate()
            #expect(omitted.map(\.name) == ["lookup_too wide"])
            #expect(try Self.views(db) == ["lookup_narrow", "lookup_wide"])
            #expect(try String.fetchOne(db, sql: "SELECT \"label 700\" FROM lookup_wide WHERE managed_user_id = 700") == "700")
        }
    }

    @Test("that an older version has made are replaced; a user's own that looks like one stays")
    func older() throws {
        let queue = try Self.mirror([Table(id: 1, name: "Codes")])
        try queue.write { db in
            let body = "/* lookup table 1 of customer 7 */ SELECT row.id AS id FROM lookup_table_rows AS row"
            for sql in [
                "CREATE VIEW \"lookup_Codes_7\" AS \(body)", "CREATE VIEW mine AS SELECT 1 \(body.prefix(34))",
                "CREATE VIEW lookup_mine AS SELECT 2 AS \"/* lookup table\"",
            ] { try db.execute(sql: sql) }
            #expect(try LookupViews(db: db).recreate() == [])
            #expect(try Self.views(db) == ["lookup_Codes", "lookup_mine"] && db.viewExists("mine"))
        }
    }
}
