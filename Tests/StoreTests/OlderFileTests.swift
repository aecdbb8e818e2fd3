import Catalog
import Foundation
import GRDB
import Testing

@testable import Store

/// What becomes of a file that an older version of the program wrote.
@Suite("A file of an older version") struct OlderFileTests {
    private static let retyped = ["recipes", "lookup_tables", "folders", "api_collections", "api_clients"]
    private let path: String
    private let queue: DatabaseQueue
    private let account = EmptyMirror.account

    init() throws { (path, queue) = try OlderFile.make(rows: false) }

    /// The file with three runs, and what the statements put into it.
    private func older(_ statements: [String] = []) throws -> DatabaseQueue {
        try queue.write { db in
            for run in 1...3 { try PastMirror.publish(run, in: db) }
            for sql in statements { try db.execute(sql: sql) }
        }
        return queue
    }

    private func rows(_ sql: String, _ queue: DatabaseQueue) throws -> [[String]] {
        try queue.read { db in try Row.fetchAll(db, sql: sql).map { $0.databaseValues.map { String.fromDatabaseValue($0) ?? "\($0)" } } }
    }

    private static func filled(_ table: String) -> [String] {
        let values = ["1, 523144", "2, '523145'", "3, NULL", "4, 'p-1'", "5, '007'", "6, '99999999999999999999'", "7, 'p\"2'"]
        let columns = "managed_user_id, _valid_from, id, project_id"
        let extra = #"'{"deep": [1.10, 12345678901234567890]}'"#
        return values.map { "INSERT INTO \(table) (\(columns)) VALUES (7, 2, \($0))" }
            + values.map {
                "INSERT INTO \(table)_history (rowid, \(columns), _valid_to, _closed_by) VALUES (20000010000000 + \($0.prefix(1)), 7, 1, \($0), 2, 'update')"
            }
            + ["\(table)", "\(table)_history"].map { "UPDATE \($0) SET _extra = \(extra) WHERE id = 4" }
    }

    @Test("has project ids as integers, live and past; what is none is in _extra with every character", arguments: retyped)
    func projects(table: String) throws {
        let queue = try older(Self.filled(table))
        try MirrorDatabase.open(path, account: account).checkpoint()
        let expected = [
            ["1", "integer", "523144", "NULL"], ["2", "integer", "523145", "NULL"], ["3", "null", "NULL", "NULL"],
            ["4", "null", "NULL", #"{"deep": [1.10, 12345678901234567890],"project_id":"p-1"}"#],
            ["5", "null", "NULL", #"{"project_id":"007"}"#], ["6", "null", "NULL", #"{"project_id":"99999999999999999999"}"#],
            ["7", "null", "NULL", #"{"project_id":"p\"2"}"#],
        ]
        for name in [table, "\(table)_history"] {
            #expect(try rows("SELECT id, typeof(project_id), project_id, _extra FROM \(name) ORDER BY id", queue) == expected, "\(name)")
        }
        // The places of old versions are their order, and say to which runs they belong.
        #expect(try rows("SELECT rowid - id FROM \(table)_history", queue).allSatisfy { $0 == ["20000010000000"] })
        #expect(
            try rows("SELECT op, count(*) FROM changes WHERE resource = '\(table)' GROUP BY 1", queue) == [
                ["insert", "7"], ["update", "7"],
            ])
        // None of them is another than it was, but for its spelling.
        #expect(try rows("SELECT DISTINCT columns FROM changes WHERE op = 'update'", queue) == [["[]"]])
        let noted = try rows("SELECT resource, field, has_column, run FROM unknown_fields WHERE has_column = 1", queue)
        #expect(noted == [[table, "project_id", "1", "1"]])
        #expect(try rows("PRAGMA integrity_check", queue) == [["ok"]])
    }

    @Test("keeps its rows, keys, indexes and triggers, and the views that somebody has made, as a new file has them")
    func whole() throws {
        let queue = try older([
            "INSERT INTO task_usage VALUES (7, '2024-01', 12, NULL, 1)",
            "INSERT INTO sync_scopes VALUES (1, 'recipes', 'managed_user_id=7', 1, 1, 1, 1, 'complete', NULL)",
            "INSERT INTO folders (managed_user_id, id, project_id, _valid_from) VALUES (7, 1, 5, 1)",
            "CREATE VIEW mine AS SELECT f.project_id, h._valid_to FROM folders AS f JOIN folders_history AS h USING (managed_user_id, id)",
        ])
        try MirrorDatabase.open(path, account: account).checkpoint()
        #expect(try rows("SELECT * FROM task_usage", queue) == [["7", "2024-01", "12", "NULL", "1"]])
        try queue.write { db in try db.execute(sql: "UPDATE folders SET project_id = 6, _valid_from = 2 WHERE id = 1") }
        #expect(try rows("SELECT * FROM mine", queue) == [["6", "2"]])
        #expect(try rows("SELECT columns, before ->> 'project_id' FROM changes WHERE run_id = 2", queue) == [[#"["project_id"]"#, "5"]])
        #expect(throws: DatabaseError.self) {
            try queue.write { try $0.execute(sql: "INSERT INTO task_usage VALUES (7, '2024-01', 1, NULL, 1)") }
        }
        let new = try DatabaseQueue()
        try Schema(catalog: .standard).migrate(new)
        let objects = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name <> 'mine' AND name NOT LIKE '%_history' ORDER BY 1, 2"
        #expect(try rows(objects, queue) == rows(objects, new))
        #expect(try queue.read { try Int.fetchOne($0, sql: "PRAGMA legacy_alter_table") } == 0)
    }

    @Test("has the views that are newer than it for the statement that names them, now and as of a run", arguments: [false, true])
    func newerViews(isPast: Bool) throws {
        let queue = try older([
            "INSERT INTO managed_users (id, name, _valid_from) VALUES (7, 'Acme', 3)",
            "INSERT INTO managed_users_history (id, name, _valid_from, _valid_to, _closed_by) VALUES (7, 'Old', 1, 3, 'update')",
        ])
        let statement = "SELECT name FROM Customers_Known"
        try queue.writeWithoutTransaction { db in
            if isPast {
                _ = try AsOfRun("2", in: db).prepare(db, for: statement)
            } else {
                try MissingRelations.prepare(db, for: statement)
            }
            #expect(try String.fetchAll(db, sql: statement) == [isPast ? "Old" : "Acme"])
        }
        #expect(try rows("SELECT count(*) FROM sqlite_schema WHERE name = 'customers_known'", queue) == [["0"]])
    }

    @Test("has no closed month for a statement that asks, now and as of a run", arguments: [false, true])
    func noClosedMonth(isPast: Bool) throws {
        let queue = try older(["INSERT INTO managed_users (id, name, _valid_from) VALUES (7, 'Acme', 1)"])
        let statement = "SELECT count(*) FROM billing_months JOIN Billed_Quantities USING (month)"
        try queue.writeWithoutTransaction { db in
            if isPast {
                _ = try AsOfRun("2", in: db).prepare(db, for: statement)
            } else {
                try MissingRelations.prepare(db, for: statement)
            }
            #expect(try Int.fetchOne(db, sql: statement) == 0)
        }
        #expect(try rows("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'bill%'", queue) == [["0"]])
    }

    @Test("has a column of ANY or a table without rowids only where nobody but the sync reads")
    func types() throws {
        let queue = try older()
        try MirrorDatabase.open(path, account: account).checkpoint()
        let any = try rows(
            "SELECT DISTINCT t.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' AND c.type = 'ANY' ORDER BY 1",
            queue)
        #expect(any == [["mirror_scopes"], ["record_digests"]])
        #expect(try rows("SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr", queue) == [["record_digests"]])
    }

    @Test("has the types of its live tables in its twins, whatever a migration makes of them")
    func twins() throws {
        try MirrorDatabase.open(path, account: account).checkpoint()
        try queue.write { db in
            // As a migration would: `position` an integer that was a text, `label` a text that was an integer.
            try db.execute(
                sql: """
                    DROP TABLE lookup_table_columns_history;
                    CREATE TABLE lookup_table_columns_history (
                        managed_user_id INTEGER, lookup_table_id INTEGER, position TEXT, label ANY, name TEXT, type TEXT, _extra TEXT,
                        _valid_from INTEGER, _valid_to INTEGER NOT NULL, _closed_by TEXT NOT NULL) STRICT;
                    INSERT INTO lookup_table_columns_history (rowid, managed_user_id, lookup_table_id, position, label, _valid_from, _valid_to, _closed_by)
                    VALUES (20000010000000, 7, 1, '3', 12, 1, 2, 'update'), (20000010000001, 7, 1, 'third', 'x', 1, 2, 'delete');
                    UPDATE mirror_meta SET value = '' WHERE name = 'derived_sha256';
                    """)
        }
        try MirrorDatabase.open(path, account: account).checkpoint()
        let found = try rows("SELECT position, typeof(label), label, _extra FROM lookup_table_columns_history ORDER BY rowid", queue)
        #expect(found == [["3", "text", "12", "NULL"], ["NULL", "text", "x", #"{"position":"third"}"#]])
    }
}
