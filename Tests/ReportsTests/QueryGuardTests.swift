import Foundation
import GRDB
import Testing
import Values

@testable import Reports

@Suite("A query can only read")
struct QueryGuardTests {
    /// What may not be said, and what the refusal names.
    static let refused = [
        ("INSERT INTO mirror_meta VALUES ('a', 'b')", "INSERT"),
        ("UPDATE task_usage SET task_count = 0", "UPDATE"),
        ("DELETE FROM task_usage", "DELETE"),
        ("DELETE FROM task_usage RETURNING *", "DELETE"),
        ("INSERT INTO mirror_meta VALUES ('a', 'b') RETURNING name", "INSERT"),
        ("WITH x AS (SELECT 1) INSERT INTO mirror_meta SELECT 'a', 'b' FROM x", "INSERT"),
        ("WITH x AS (SELECT 1) DELETE FROM task_usage RETURNING *", "DELETE"),
        ("WITH x AS (SELECT 1) UPDATE task_usage SET task_count = 0", "UPDATE"),
        ("REPLACE INTO mirror_meta VALUES ('a', 'b')", "REPLACE"),
        ("CREATE TABLE t (a)", "CREATE"), ("CREATE TEMP TABLE t (a)", "CREATE"), ("CREATE TEMP VIEW v AS SELECT 1", "CREATE"),
        ("CREATE TABLE t AS SELECT 1", "CREATE"), ("CREATE VIRTUAL TABLE t USING fts5(a)", "CREATE"),
        ("DROP TABLE task_usage", "DROP"), ("ALTER TABLE recipes ADD COLUMN x", "ALTER"),
        ("ATTACH 'other.db' AS other", "ATTACH"), ("DETACH main", "DETACH"),
        ("VACUUM", "VACUUM"), ("VACUUM INTO 'copy.db'", "VACUUM"), ("REINDEX", "REINDEX"), ("ANALYZE", "ANALYZE"),
        ("PRAGMA query_only = 0", "PRAGMA"), ("PRAGMA journal_mode = DELETE", "PRAGMA"),
        ("/* SELECT */ pragma writable_schema=1", "PRAGMA"),
        ("BEGIN", "BEGIN"), ("COMMIT", "COMMIT"), ("SAVEPOINT s", "SAVEPOINT"), ("END", "END"),
        ("EXPLAIN DELETE FROM task_usage", "EXPLAIN DELETE"), ("EXPLAIN QUERY PLAN DELETE FROM task_usage", "EXPLAIN DELETE"),
        ("EXPLAIN VACUUM INTO 'copy.db'", "EXPLAIN VACUUM"), ("EXPLAIN WITH x AS (SELECT 1) DELETE FROM task_usage", "DELETE"),
        ("SELECT load_extension('x')", "load_extension()"), ("SELECT LOAD_EXTENSION('x', 'y')", "load_extension()"),
        ("SELECT * FROM pragma_query_only", "a table-valued function of this kind"),
        ("SELECT * FROM pragma_journal_mode", "a table-valued function of this kind"),
        ("SELECT fts3_tokenizer('simple')", "fts3_tokenizer()"),
    ]

    @Test("a statement that does anything else is refused by name, and the file stays as it is", arguments: refused)
    func refuses(sql: String, action: String) throws {
        let path = try Fixture.mirror()
        let before = try Data(contentsOf: URL(filePath: path))
        let error = #expect(throws: ReportsError.self) { try Fixture.rows(of: sql, in: path) }
        #expect(error?.exitCode == 64)
        #expect(error?.description == "\(action) is not allowed in a query")
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        let folder = URL(filePath: path).deletingLastPathComponent().path
        // Whoever reads a file with a log makes these two beside it.
        let others = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            !["mirror.db-shm", "mirror.db-wal"].contains($0)
        }
        #expect(others == ["mirror.db"])
    }

    /// The first words are one line of defence; the authorizer has to hold without it.
    static let unspoken = [
        ("INSERT INTO mirror_meta VALUES ('a', 'b')", "INSERT"), ("UPDATE task_usage SET task_count = 0", "UPDATE"),
        ("DELETE FROM task_usage", "DELETE"), ("CREATE TABLE t (a)", "INSERT"), ("CREATE TEMP TABLE t (a)", "INSERT"),
        ("DROP TABLE task_usage", "DELETE"), ("ALTER TABLE recipes ADD COLUMN x", "UPDATE"), ("ATTACH 'x' AS x", "ATTACH"),
        ("DETACH x", "DETACH"), ("PRAGMA query_only = 0", "PRAGMA query_only"), ("PRAGMA journal_mode = DELETE", "PRAGMA journal_mode"),
        ("BEGIN", "BEGIN"), ("SAVEPOINT s", "BEGIN"), ("REINDEX", "REINDEX"), ("ANALYZE", "INSERT"),
        ("EXPLAIN INSERT INTO mirror_meta VALUES ('a', 'b')", "INSERT"),
    ]

    @Test("the authorizer alone refuses it too", arguments: unspoken)
    func authorizerRefuses(sql: String, action: String) throws {
        let reader = SafeReader(path: try Fixture.mirror())
        let error = #expect(throws: ReportsError.self) {
            try reader.withGuardedConnection(for: sql) { connection, guarded, _, _ throws(ReportsError) in
                _ = try CompiledQuery(sql, on: connection, guarded: guarded)
            }
        }
        // ALTER TABLE compiles statements of its own, and says less.
        #expect(error?.description.hasSuffix("is not allowed in a query") == true)
        if !sql.hasPrefix("ALTER") { #expect(error?.description == "\(action) is not allowed in a query") }
    }

    @Test("the guard is asked again when the schema changes under a compiled statement")
    func guardOutlivesSchemaChange() throws {
        let path = try Fixture.mirror()
        let other = try DatabaseQueue(path: path)
        try other.write { try $0.execute(sql: "CREATE VIEW v AS SELECT 1 AS a") }
        // A plain connection: a reader's own would refuse the new view for being untrusted, before it asks the guard.
        let plain = try DatabaseQueue(path: path)
        let guarded = QueryGuard()
        let error = #expect(throws: ReportsError.self) {
            try plain.unsafeRead { db in
                guarded.install(on: db.sqliteConnection)
                defer { guarded.remove(from: db.sqliteConnection) }
                let query = try CompiledQuery("SELECT a FROM v", on: db.sqliteConnection, guarded: guarded)
                try other.write { try $0.execute(sql: "DROP VIEW v; CREATE VIEW v AS SELECT query_only AS a FROM pragma_query_only") }
                var cells: [StoredValue] = []
                _ = try query.next(into: &cells, guarded: guarded, path: path)
            }
        }
        #expect(error?.description == "PRAGMA query_only is not allowed in a query")
    }

    @Test("two statements are refused, and a comment after one is not", arguments: ["; SELECT 2", "; DROP TABLE recipes", ";;x"])
    func secondStatement(tail: String) throws {
        let path = try Fixture.mirror()
        let error = #expect(throws: ReportsError.self) { try Fixture.rows(of: "SELECT 1" + tail, in: path) }
        #expect(error?.description == "a query is one statement, and here is more than one" && error?.exitCode == 64)
        #expect(try Fixture.rows(of: "-- why\n/* ; */ ;SELECT 1; -- done\n /* so ; */ ;", in: path) == [[1]])
    }

    @Test("nothing, a comment or a NUL is no statement", arguments: ["", " ;; ", "-- only", "/* open", "\0"])
    func nothing(sql: String) throws {
        let path = try Fixture.mirror()
        #expect(throws: ReportsError.self) { try Fixture.rows(of: sql, in: path) }
    }

    static let allowed = [
        "SELECT 1", "values (1)", "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1) SELECT i FROM n",
        "SELECT count(*) FROM pragma_table_info('mirror_meta') WHERE name = 'name'", "\u{FEFF}select 1",
        "SELECT 1 FROM pragma_index_list('recipes') LIMIT 1", "SELECT value FROM json_each('[1]')",
        "SELECT 1 FROM sqlite_schema WHERE name = 'recipes'",
    ]

    @Test("what reads is allowed", arguments: allowed) func reads(sql: String) throws {
        #expect(try Fixture.rows(of: sql, in: try Fixture.mirror()) == [[1]])
    }

    @Test("EXPLAIN of a query is allowed") func explains() throws {
        #expect(try !Fixture.rows(of: "EXPLAIN QUERY PLAN SELECT * FROM recipes", in: try Fixture.mirror()).isEmpty)
    }
}
