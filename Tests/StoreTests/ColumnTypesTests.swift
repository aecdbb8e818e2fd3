import Catalog
import Foundation
import GRDB
import Testing

@testable import Store

/// A CHECK says what type a column has. One that nobody understands must not turn a boolean into an integer.
@Suite("The types of columns") struct ColumnTypesTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "types-\(UUID().uuidString).db").path
    private let account = "https://www.workato.com/api"

    private func types(_ definition: String) -> ColumnTypes {
        ColumnTypes(of: "t", declaration: "CREATE TABLE t (id INTEGER PRIMARY KEY, \(definition)) STRICT")
    }

    @Test(
        "are told by a CHECK, however it is written",
        arguments: [
            ("x INTEGER CHECK (x IN (0, 1))", ColumnType.boolean), ("x INTEGER check(x in (0,1))", .boolean),
            ("x INTEGER NOT NULL\n  CHECK\n(\"x\" IN ( 0 ,1 )) DEFAULT 0", .boolean),
            ("[X] INTEGER CHECK (`x` IS NULL OR x IN (0, 1))", .boolean),
            ("x INTEGER CHECK (x IN (0, /* no, yes */ 1)) -- a flag, or (\n", .boolean),
            ("x INTEGER, y TEXT, CHECK (x IN (0, 1))", .boolean), ("x INTEGER, CONSTRAINT flag CHECK (x IN (0, 1))", .boolean),
            ("x TEXT CHECK (x GLOB '????-??-??T??:??:??.???Z')", .timestamp), ("x TEXT CHECK (json_valid(x))", .json),
            ("x TEXT CHECK (x IS NULL OR JSON_VALID (x))", .json), ("x TEXT CHECK (x IN ('it''s (', 'b', 'c'))", .text),
            ("x TEXT CHECK (length(x) = 64) CHECK (json_valid(x))", .json), ("x INTEGER CHECK (x > 0)", .integer),
            ("y INTEGER CHECK (y IN (0, 1)), x INTEGER", .integer), ("x ANY", .any),
        ])
    func known(definition: String, type: ColumnType) throws {
        let declared = definition.contains("ANY") ? "ANY" : definition.firstMatch(of: /(?i)x\W* (INTEGER|TEXT)/).map { String($0.1) }
        #expect(try types(definition).type(of: "x", declared: #require(declared)) == type)
    }

    @Test(
        "are not guessed: a CHECK of any other form is an error that names it",
        arguments: [
            "x IN (0, 2)", "x BETWEEN 0 AND 1", "x GLOB '????-??-??'", "json_valid(y)", "x IN (0, 1) OR x = 7", "json_type(x) = 'array'",
        ])
    func unknown(check: String) {
        for definition in ["x INTEGER CHECK (\(check)), y TEXT", "x INTEGER, y TEXT, CHECK (\(check))"] where !check.contains("(y)") {
            #expect(throws: StoreError.unknownCheck(table: "t", column: "x", check: check)) {
                try types(definition).type(of: "x", declared: "INTEGER")
            }
        }
        #expect(throws: StoreError.unknownCheck(table: "t", column: "x", check: check)) {
            try types("x INTEGER CHECK (\(check)), y TEXT").type(of: "x", declared: "INTEGER")
        }
    }

    /// Writes `roles` anew in a mirror that is up to date, with another CHECK of `inheritable`.
    private func rewriteRoles(_ check: String) throws {
        try MirrorDatabase.open(path, account: account).checkpoint()
        try DatabaseQueue(path: path).write { db in
            let sql = try #require(try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = 'roles'"))
            try db.execute(sql: "DROP TABLE roles; \(sql.replacing("CHECK (inheritable IN (0, 1))", with: check))")
        }
    }

    @Test("of a live table stay what they are when a CHECK is only written otherwise") func otherSpelling() throws {
        try rewriteRoles("check( inheritable in (0,1) )")
        let mirror = try MirrorDatabase.open(path, account: account)
        let roles = try #require(Catalog.standard.tables.first { $0.name == "roles" })
        let columns = try mirror.queue.read { try TableSchema(roles, in: $0).columns }
        #expect(columns.first { $0.name == "inheritable" }?.type == .boolean)
        #expect(try mirror.queue.read { try RecordMapping(.roles, in: .standard, $0).seed.bytes.hex } == "f7ed636fb9779b69338aba5652372390")
    }

    @Test("of a live table with an unknown CHECK keep the mirror from being opened for a sync") func refused() throws {
        try rewriteRoles("CHECK (inheritable BETWEEN 0 AND 1)")
        #expect(throws: StoreError.unknownCheck(table: "roles", column: "inheritable", check: "inheritable BETWEEN 0 AND 1")) {
            try MirrorDatabase.open(path, account: account)
        }
    }

    @Test("are known for every column of every table, and each form of CHECK is in use") func all() throws {
        let queue = try DatabaseQueue()
        try Schema(catalog: .standard).migrate(queue)
        var counts: [ColumnType: Int] = [:]
        try queue.read { db in
            let tables =
                "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%_history'"
            for table in try Row.fetchAll(db, sql: tables) {
                let types = ColumnTypes(of: table["name"], declaration: table["sql"])
                for column in try Row.fetchAll(db, sql: "SELECT name, type FROM pragma_table_info(?)", arguments: [table["name"] as String])
                {
                    counts[try types.type(of: column["name"], declared: column["type"]), default: 0] += 1
                }
            }
        }
        #expect(counts[.boolean] == 20 && counts[.timestamp] == 40 && counts[.json] == 54)
    }
}
