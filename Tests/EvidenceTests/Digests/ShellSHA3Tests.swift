import Evidence
import Foundation
import GRDBSQLite
import Testing

@Suite(.enabled(if: TestDatabase.hasShell, "no /usr/bin/sqlite3")) struct ShellSHA3Tests {
    private static let values = """
        (NULL), (0), (-1), (1), (9223372036854775807), (-9223372036854775808), (0.0), (-0.0), (1.5), (-1e308), (9e999), (3.0), (''),
        ('text'), ('a' || char(0) || 'b'), ('👩‍👩‍👧 é'), (x''), (x'00ff00'), (zeroblob(70000)), (CAST(x'c328' AS TEXT)),
        (printf('%.200000c', 'x'))
        """

    @Test(
        "A table of every kind of value has the shell's hash, whatever its kind is",
        arguments: [
            "CREATE TABLE t(a)", "CREATE TABLE t(a ANY) STRICT", "CREATE TABLE t(a REAL)",
            "CREATE TABLE t(a TEXT, b GENERATED ALWAYS AS (a || '!'))",
            "CREATE TABLE t(a, id INTEGER PRIMARY KEY DESC)", "PRAGMA encoding = 'UTF-16le'; CREATE TABLE t(a)",
            "CREATE TABLE t(a); CREATE INDEX i ON t(a)", "PRAGMA journal_mode = wal; CREATE TABLE t(a BLOB)",
        ])
    func everyValue(schema: String) throws {
        let database = try TestDatabase("\(schema); INSERT INTO t(a) VALUES \(Self.values);")
        let sums = try database.sums("t")
        #expect(sums.count == 1)
        #expect(try ShellSHA3.hash(ofTable: "t", in: database.connection) == sums["t"])
    }

    @Test(
        "A table WITHOUT ROWID has the shell's hash, in the order of its key",
        arguments: ["", " STRICT"])
    func withoutRowid(strict: String) throws {
        let options = strict.isEmpty ? "WITHOUT ROWID" : "WITHOUT ROWID, STRICT"
        let database = try TestDatabase(
            """
            CREATE TABLE t(v ANY, k TEXT, n INTEGER, PRIMARY KEY(k DESC, n)) \(options);
            INSERT INTO t VALUES (1.0, 'b', 2), (NULL, 'b', 1), (x'01', 'c', -5), ('z', 'a', 0);
            """)
        #expect(try ShellSHA3.hash(ofTable: "t", in: database.connection) == database.sums("t")["t"])
    }

    @Test("An empty table has the shell's hash, which is not that of an empty table of another name")
    func empty() throws {
        let database = try TestDatabase("CREATE TABLE t(a); CREATE TABLE u(a);")
        let hash = try ShellSHA3.hash(ofTable: "t", in: database.connection)
        #expect(try hash == database.sums("t")["t"])
        #expect(try hash != ShellSHA3.hash(ofTable: "u", in: database.connection))
    }

    @Test("A name with quotes, wildcards, capitals, or signs of SQL has the shell's hash")
    func names() throws {
        let names = [
            "", "a_b", "aXb", "100%", "My \"quoted\" 'Name'", "\"", "\"\u{301}x", "Ünï", "select", "a;b", "x -- y", "[b]", "`", "ä|b",
            "sqlit", "back\\slash", "🙂",
        ]
        let quoted = names.map(quote)
        let database = try TestDatabase(
            quoted.map { "CREATE TABLE \($0)(a); INSERT INTO \($0) VALUES (1), ('x');" }.joined(separator: "\n"))
        let sums = try database.sums("%")
        #expect(sums.count == names.count)
        for name in names {
            let sum = try #require(sums[label(name)], "\(name)")
            #expect(try ShellSHA3.hash(ofTable: name, in: database.connection) == sum, "\(name)")
        }
    }

    @Test("A pattern with a wildcard prints a line for each match, and the query of one table prints its bare hash")
    func onlyOne() throws {
        let database = try TestDatabase("CREATE TABLE a_b(x); CREATE TABLE axb(x);")
        #expect(try database.sums("a_b").keys.sorted() == ["a_b", "axb"])
        let line = try TestDatabase.shell(
            [database.path, "SELECT lower(hex(sha3_query('SELECT * FROM \"a_b\" NOT INDEXED;', 224)))"], input: "")
        #expect(try line == ShellSHA3.hash(ofTable: "A_B", in: database.connection) + "\n")
    }

    @Test("A temporary table of the same name is not the one that is hashed")
    func temporary() throws {
        let database = try TestDatabase("CREATE TABLE t(a); INSERT INTO t VALUES (1);")
        try database.execute("CREATE TEMP TABLE t(a); INSERT INTO temp.t VALUES (2)")
        #expect(try ShellSHA3.hash(ofTable: "t", in: database.connection) == database.sums("t")["t"])
    }

    @Test(
        "What the shell prints nothing for has no hash",
        arguments: ["nosuch", "v", "f", "t%", "", "sqlite_sequence", "t\u{0}"])
    func noTable(name: String) throws {
        let database = try TestDatabase(
            "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT); CREATE VIEW v AS SELECT 1; CREATE VIRTUAL TABLE f USING fts5(x);")
        #expect(throws: ShellSumError.noSuchTable(name)) { try ShellSHA3.hash(ofTable: name, in: database.connection) }
    }

    @Test("A damaged page is an error, with SQLite's code")
    func damaged() throws {
        let database = try TestDatabase(
            """
            CREATE TABLE t(a);
            WITH RECURSIVE c(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM c WHERE i < 50)
            INSERT INTO t SELECT printf('%.1000c', 'x') FROM c;
            """)
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: database.path))
        try file.seek(toOffset: 4096 * 4)
        try file.write(contentsOf: Data(repeating: 0xEE, count: 4096))
        try file.close()
        #expect(throws: ShellSumError.cannotRead(code: SQLITE_CORRUPT, message: "database disk image is malformed")) {
            try ShellSHA3.hash(ofTable: "t", in: database.connection)
        }
    }

    @Test("A million rows have the shell's hash, and take no memory that grows")
    func large() throws {
        let database = try TestDatabase(
            """
            CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, value REAL);
            WITH RECURSIVE c(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM c WHERE i < 1000000)
            INSERT INTO t SELECT i, printf('%.60c', char(97 + i % 26)), i / 7.0 FROM c;
            """)
        // Resets the peak, which an earlier test may have raised.
        try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
        let before = try peakKilobytes()
        let start = ContinuousClock.now
        let hash = try ShellSHA3.hash(ofTable: "t", in: database.connection)
        let took = ContinuousClock.now - start
        let growth = try peakKilobytes() - before
        print("1,000,000 rows: \(took), \(growth) KiB more")
        #expect(try hash == database.sums("t")["t"])
        // Other tests of this process run meanwhile: what is measured is no more than a hint, but the whole table is ten times as large.
        #expect(growth < 40_000)
    }

    @Test("A name that begins like SQLite's own is hashed, though the shell wants --schema for it")
    func almostInternal() throws {
        let database = try TestDatabase("CREATE TABLE sqliteData(a); INSERT INTO sqliteData VALUES (1);")
        #expect(try database.sums("sqlitedata").isEmpty)
        #expect(try ShellSHA3.hash(ofTable: "sqliteData", in: database.connection) == database.sums("--schema", "sqlitedata")["sqlitedata"])
    }

    /// By scalars: a quotation mark with an accent is one `Character`, but not one for SQLite.
    private func quote(_ name: String) -> String {
        "\"" + name.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    private func label(_ name: String) -> String {
        name.unicodeScalars.map { $0.isASCII ? String($0).lowercased() : String($0) }.joined()
    }

    private func peakKilobytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM") })
        return try #require(Int(line.filter(\.isNumber)))
    }
}
