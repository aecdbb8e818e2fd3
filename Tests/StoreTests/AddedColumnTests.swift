import Catalog
import Foundation
import GRDB
import Testing

@testable import Migrations
@testable import Store

/// A version of the API has brought fields, syncs have kept them in `_extra`, and now a migration makes columns for them.
@Suite("A column that a migration adds") struct AddedColumnTests {
    private static let migration = Migrations.File(
        name: "9001_connection_fields",
        sql: """
            ALTER TABLE connections ADD COLUMN colour TEXT;
            ALTER TABLE connections ADD COLUMN size INTEGER;
            ALTER TABLE connections ADD COLUMN seen_at TEXT CHECK (seen_at GLOB '????-??-??T??:??:??.???Z');
            ALTER TABLE connections ADD COLUMN is_shared INTEGER CHECK (is_shared IN (0, 1));
            ALTER TABLE connections ADD COLUMN shape TEXT CHECK (shape IS NULL OR json_valid(shape));
            """)
    private static let schema = Schema(catalog: .standard, migrations: Migrations.all + [migration])

    /// The records that the rows of the older file were made of, as the API still has them.
    private static let records = [
        #"{"id":1,"name":"fits","folder_id":3,"colour":"red","size":12,"seen_at":"2024-01-02T03:04:05+01:00","is_shared":true,"shape":[1,2.50]}"#,
        #"{"id":2,"name":"spelled","size":"15","is_shared":1,"shape":"{\"a\":1.10}"}"#,
        #"{"id":4,"name":"misfits","size":"huge","seen_at":"yesterday","other":1.10,"is_shared":"maybe"}"#,
        #"{"id":5,"name":"null","colour":null,"size":null}"#,
        #"{"id":7,"name":"none"}"#,
        #"{"id":8,"name":"other","other":12345678901234567890,"deep":{"size":1}}"#,
        #"{"id":9,"name":"odd","colour":"a\ud800b","s\u0069ze":3}"#,
    ]
    private static func page(_ records: [String]) -> String { "[" + records.joined(separator: ",") + "]" }

    private static let fields = "colour, size, seen_at, is_shared, shape, _extra"
    private static let live = "SELECT id, \(fields), _valid_from FROM connections ORDER BY id"
    private static let past = "SELECT rowid, id, \(fields), _valid_from, _valid_to, _closed_by FROM connections_history ORDER BY rowid"

    private static let liveRows = #"""
        1 | red | 12 | 2024-01-02T02:04:05.000Z | 1 | [1,2.50] | NULL | 2
        2 | NULL | 15 | NULL | 1 | {"a":1.10} | NULL | 1
        4 | NULL | NULL | NULL | NULL | NULL | {"other":1.10,"size":"huge","seen_at":"yesterday","is_shared":"maybe"} | 1
        5 | NULL | NULL | NULL | NULL | NULL | NULL | 1
        6 | NULL | NULL | NULL | NULL | NULL | {"colour":"a","colour":"b"} | 1
        7 | NULL | NULL | NULL | NULL | NULL | NULL | 1
        8 | NULL | NULL | NULL | NULL | NULL | {"other":12345678901234567890,"deep":{"size":1}} | 2
        9 | a�b | 3 | NULL | NULL | NULL | {"colour":"a\ud800b"} | 1
        """#
    private static let pastRows = #"""
        20000010000000 | 1 | blue | 12 | 2024-01-02T02:04:05.000Z | NULL | NULL | NULL | 1 | 2 | update
        20000010000001 | 8 | NULL | NULL | NULL | NULL | NULL | {"size":8.5} | 1 | 2 | update
        30000010000000 | 3 | green | -1 | NULL | NULL | NULL | NULL | 1 | 3 | delete
        """#

    /// An older file that this version of the program, which has the columns, has opened.
    private func upgraded() throws -> FedMirror { try FedMirror(OlderFile.make(rows: true).path, schema: Self.schema) }

    @Test("has the values of `_extra`, live and past, typed as a sync types them; what does not fit stays in `_extra`")
    func values() throws {
        let mirror = try upgraded()
        #expect(try mirror.table(Self.live) == Self.liveRows)
        #expect(try mirror.table(Self.past) == Self.pastRows)
        #expect(try mirror.table("PRAGMA integrity_check") == "ok")
    }

    @Test("brings no version and no change: those of before differ in the column, where they differed in `_extra`")
    func changes() throws {
        let older = try OlderFile.make(rows: true)
        let question = "SELECT run_id, op, resource, key FROM changes ORDER BY 1, 3, 4"
        let before = try older.queue.read { try Row.fetchAll($0, sql: question) }
        let mirror = try FedMirror(older.path, schema: Self.schema)
        #expect(try older.queue.read { try Row.fetchAll($0, sql: question) } == before)
        #expect(before.count == 14)
        #expect(
            try mirror.changes("run_id > 1") == """
                2 | update | connections | {"managed_user_id":7,"id":1} | ["colour","is_shared","shape"]
                2 | update | connections | {"managed_user_id":7,"id":8} | ["_extra"]
                3 | delete | connections | {"managed_user_id":7,"id":3} | \("")
                """)
    }

    @Test("shows as of each run of before what the field was then")
    func asOf() throws {
        let mirror = try upgraded()
        let question = "SELECT id, colour, size FROM connections WHERE coalesce(colour, size) IS NOT NULL ORDER BY id"
        #expect(try mirror.table(question, asOf: 1) == "1 | blue | 12\n2 | NULL | 15\n3 | green | -1\n9 | a�b | 3")
        #expect(try mirror.table(question, asOf: 2) == "1 | red | 12\n2 | NULL | 15\n3 | green | -1\n9 | a�b | 3")
        #expect(try mirror.table(question, asOf: 3) == "1 | red | 12\n2 | NULL | 15\n9 | a�b | 3")
    }

    @Test("lets the next sync of the same records write nothing, and the one after it see what has changed")
    func nextSync() async throws {
        let mirror = try upgraded()
        // Connection 6 has two values in one field that has a column now: it can be kept no more, and nothing is taken for gone.
        let twice = #"{"id":6,"name":"twice","colour":"a","colour":"b"}"#
        let same = try await mirror.run(.customers(#"[{"id":7,"name":"Acme"}]"#), .seven(.connections, Self.page(Self.records + [twice])))
        #expect(same.counts == "partial +0 ~0 -0" && same.unusable == [twice])
        #expect(try mirror.table(Self.live) == Self.liveRows)
        #expect(try mirror.table(Self.past) == Self.pastRows)
        #expect(try mirror.changes("run_id = 4") == "")
        let black = Self.records[0].replacing(#""red""#, with: #""black""#)
        let changed = try await mirror.run(.seven(.connections, Self.page([black] + Self.records.dropFirst())))
        #expect(changed.counts == "complete +0 ~1 -1")
        #expect(
            try mirror.changes("run_id = 5") == """
                5 | update | connections | {"managed_user_id":7,"id":1} | ["colour"]
                5 | delete | connections | {"managed_user_id":7,"id":6} | \("")
                """)
    }

    @Test("is no unknown field any more; values that do not fit it are noted as such")
    func unknownFields() throws {
        let mirror = try upgraded()
        let noted = try mirror.table("SELECT field, has_column, run FROM unknown_fields WHERE resource = 'connections' ORDER BY 1")
        #expect(noted == "colour | 1 | 1\ndeep | 0 | 2\nis_shared | 1 | 1\nother | 0 | 1\nseen_at | 1 | 1\nsize | 1 | 1")
        #expect(try mirror.table("SELECT key FROM unknown_fields WHERE field = 'other'") == #"{"managed_user_id":7,"id":4}"#)
    }

    @Test("makes a side file of before useless, and only that")
    func sideFile() async throws {
        let path = try OlderFile.make(rows: true).path
        try await FedMirror(path).interruptedRun(.customers(#"[{"id":7,"name":"Acme"}]"#))
        #expect(try await FedMirror(path, schema: Self.schema).run(.customers(#"[{"id":7,"name":"Acme"}]"#)).resumedScopes == 0)
        try await FedMirror(path, schema: Self.schema).interruptedRun(.customers(#"[{"id":7,"name":"Acme"}]"#))
        #expect(try await FedMirror(path, schema: Self.schema).run(.customers(#"[{"id":7,"name":"Acme"}]"#)).resumedScopes == 1)
    }

    @Test("comes in one transaction: a migration that fails leaves the whole file as it was")
    func failing() throws {
        let older = try OlderFile.make(rows: true)
        let question =
            "SELECT 'connections', name FROM pragma_table_info('connections') UNION ALL SELECT '', identifier FROM grdb_migrations"
        let before = try older.queue.read { try (Row.fetchAll($0, sql: question), Row.fetchAll($0, sql: "SELECT * FROM connections")) }
        let broken = Migrations.File(
            name: "9002_broken", sql: "ALTER TABLE connections ADD COLUMN other TEXT; INSERT INTO nowhere VALUES (1)")
        let schema = Schema(catalog: .standard, migrations: Self.schema.migrations + [broken])
        #expect(throws: StoreError.self) { try FedMirror(older.path, schema: schema) }
        let after = try older.queue.read { try (Row.fetchAll($0, sql: question), Row.fetchAll($0, sql: "SELECT * FROM connections")) }
        #expect(before == after && after.1.count == 8)
    }

    @Test("is filled once, whatever else makes the twins anew")
    func idempotent() throws {
        let mirror = try upgraded()
        let edit = #"""
            UPDATE connections SET colour = 'mine', _extra = '{"colour":"other"}' WHERE id = 7;
            DELETE FROM mirror_meta WHERE name = 'derived_sha256';
            """#
        try DatabaseQueue(path: mirror.path).write { try $0.execute(sql: edit) }
        let again = try FedMirror(mirror.path, schema: Self.schema)
        #expect(try again.table("SELECT colour, _extra FROM connections WHERE id = 7") == #"mine | {"colour":"other"}"#)
        #expect(try again.table(Self.past) == Self.pastRows)
    }

    @Test("takes the fields that the API spells otherwise, and of two spellings the first that a sync would take")
    func renamed() throws {
        let mirror = try upgraded()
        try DatabaseQueue(path: mirror.path).write { db in
            try db.execute(
                sql: #"""
                    ALTER TABLE connections ADD COLUMN region TEXT; ALTER TABLE connections_history ADD COLUMN region TEXT;
                    UPDATE connections SET _extra = '{"reggion":"eu","a":1}' WHERE id = 1;
                    UPDATE connections SET _extra = '{"reggion":"eu","region":"us","a":1}' WHERE id = 2;
                    UPDATE connections_history SET _extra = '{"reggion":"jp"}' WHERE id = 3;
                    """#)
            let tables = try Self.schema.shapes(in: db)
            let table = try #require(tables.first { $0.name == "connections" })
            try Backfill(table, added: ["region"], renames: ["reggion": "region", "tittle": "title"]).fill(in: db)
        }
        #expect(try mirror.table("SELECT id, region, _extra FROM connections WHERE id < 3") == #"1 | eu | {"a":1}\#n2 | us | {"a":1}"#)
        #expect(try mirror.table("SELECT region, _extra FROM connections_history WHERE id = 3") == "jp | NULL")
    }
}
