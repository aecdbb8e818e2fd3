import Foundation
import GRDB
import Store
import Testing
import Values

@testable import Reports

@Suite("A reader")
struct SafeReaderTests {
    @Test("takes a missing file, a text and a stranger's database for what they are (74)") func wrongFiles() throws {
        let folder = try Fixture.folder()
        let text = folder + "/text.db"
        try Data(repeating: 0x41, count: 5000).write(to: URL(filePath: text))
        let stranger = folder + "/stranger.db"
        let queue = try DatabaseQueue(path: stranger)
        try queue.write { try $0.execute(sql: "CREATE TABLE t (a)") }
        try queue.close()
        for (path, message) in [
            (folder + "/none.db", "there is no such mirror"), (text, "this is not an SQLite database"),
            (stranger, "this database is not a mirror"),
        ] {
            let error = #expect(throws: ReportsError.self) { try Fixture.rows(of: "SELECT 1", in: path) }
            #expect(error?.description == "\(path): \(message)" && error?.exitCode == 74)
        }
        #expect(!FileManager.default.fileExists(atPath: folder + "/none.db"))
    }

    @Test("says where bad SQL is bad, and which table was meant (64)") func badSQL() throws {
        let path = try Fixture.mirror()
        let error = #expect(throws: ReportsError.self) { try Fixture.rows(of: "SELECT 1\nFROM recipe", in: path) }
        #expect(error?.exitCode == 64 && error?.hint == "did you mean 'recipes'?")
        let syntax = #expect(throws: ReportsError.self) { try Fixture.rows(of: "SELECT 1\n FRM x y", in: path) }
        #expect(syntax?.description.hasSuffix("(line 2)") == true)
    }

    @Test("does not repeat data in the message of a failing row") func failingRow() throws {
        let path = try Fixture.mirror()
        let sql = "SELECT json_extract('{}', '$' || name) FROM managed_users"
        let error = #expect(throws: ReportsError.self) { try Fixture.rows(of: sql, in: path) }
        #expect(error?.exitCode == 64 && error?.description.contains("Acme") == false)
    }

    @Test("binds ad-hoc values as numbers only where they are written as numbers are") func adHoc() throws {
        let path = try Fixture.mirror()
        let sql = "SELECT typeof(:a), typeof(@b), typeof($c), typeof(:d), typeof(:e), :e = $c"
        let rows = try Fixture.rows(of: sql, given: ["a": "12", "b": "-0.5", "c": "007", "d": "1.50", "e": "1e3"], in: path)
        #expect(rows == [["integer", "real", "text", "text", "text", 0]])
        let injected = try Fixture.rows(of: "SELECT :x", given: ["x": "'); DROP TABLE recipes; --"], in: path)
        #expect(injected == [["'); DROP TABLE recipes; --"]])
    }

    @Test("asks for the parameters that SQL uses, and for no others") func adHocNames() throws {
        let path = try Fixture.mirror()
        let missing = #expect(throws: ReportsError.self) { try Fixture.rows(of: "SELECT :month", in: path) }
        #expect(missing?.description.hasPrefix("parameter 'month' is missing") == true)
        let extra = #expect(throws: ReportsError.self) { try Fixture.rows(of: "SELECT :month", given: ["mouth": "1"], in: path) }
        #expect(extra?.hint == "did you mean 'month'?")
        let nameless = #expect(throws: ReportsError.self) { try Fixture.rows(of: "SELECT ?", in: path) }
        #expect(nameless?.exitCode == 64)
    }

    private static let endless = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT "

    @Test("stops at the timeout, in a long computation and in a long result", arguments: ["max(i) FROM n", "i FROM n"])
    func timeout(rest: String) throws {
        let reader = SafeReader(path: try Fixture.mirror(), limits: QueryLimits(timeout: .milliseconds(20)))
        let error = #expect(throws: ReportsError.self) { try reader.run(sql: Self.endless + rest, into: Discarded()) }
        #expect(error?.exitCode == 75)
    }

    @Test("stops when it is cancelled") func cancelled() throws {
        let reader = SafeReader(path: try Fixture.mirror(), limits: QueryLimits(isCancelled: { true }))
        let error = #expect(throws: ReportsError.self) { try reader.run(sql: Self.endless + "max(i) FROM n", into: Discarded()) }
        #expect(error?.exitCode == 130)
    }

    @Test("shows the past that the preparation puts in front of the live tables") func asOf() throws {
        let reader = SafeReader(path: try Fixture.mirror()) { db, _ in
            try db.execute(sql: "CREATE TEMP VIEW task_usage AS SELECT * FROM main.task_usage WHERE managed_user_id = 8")
            return nil
        }
        let collected = Collected()
        try reader.run(try ReportCatalog.load().report(named: "task-usage-by-month"), given: [:], now: Fixture.now, into: collected)
        #expect(collected.rows.count == 2)
    }

    @Test("shows the past that it has prepared, though a run is published before the statement is read") func publishedInBetween() throws {
        let path = try Fixture.mirror()
        let writer = try DatabaseQueue(path: path)
        let before = try Fixture.rows(of: "SELECT count(*) FROM task_usage", in: path)
        let reader = SafeReader(path: path) { db, statement in
            let past = try AsOfRun("latest", in: db)
            let prepared = SafeReader.Prepared(moment: past.at, reading: try past.prepare(db, for: statement))
            try writer.write { try $0.execute(sql: "INSERT INTO mirror_publishing VALUES (4, 'delete'); DELETE FROM task_usage") }
            return prepared
        }
        let collected = Collected()
        try reader.run(sql: "SELECT count(*) FROM task_usage", into: collected)
        #expect(collected.rows == before && before != [[0]])
        #expect(try Fixture.rows(of: "SELECT count(*) FROM task_usage", in: path) == [[0]])
    }

    @Test("sees a mirror that is being written, and does not block it") func wal() throws {
        let path = try Fixture.mirror()
        let writer = try DatabaseQueue(path: path)
        try writer.write { db in
            try db.execute(sql: "INSERT INTO mirror_publishing VALUES (4, 'delete'); DELETE FROM task_usage")
            #expect(try Fixture.rows(of: "SELECT count(*) FROM task_usage", in: path) == [[5]])
        }
        #expect(try Fixture.rows(of: "SELECT count(*) FROM task_usage", in: path) == [[0]])
    }
}

/// Takes rows and keeps none.
struct Discarded: ResultWriter {
    func begin(columns: [String]) {}
    func row(_ cells: [StoredValue]) {}
    func end() {}
}
