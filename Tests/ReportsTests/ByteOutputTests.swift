import Foundation
import GRDB
import Store
import Testing

@testable import Reports

/// What a result holds is written whole, and what SQLite reads by bytes is read so here.
@Suite("Bytes in results and reports") struct ByteOutputTests {
    private static let query = "SELECT CAST(X'610062' AS TEXT) AS nul"

    @Test(
        "a NUL ends no text, in any format",
        arguments: [
            (OutputFormat.json, "[\n{\"nul\":\"a\\u0000b\"}\n]\n"), (.jsonl, "{\"nul\":\"a\\u0000b\"}\n"), (.csv, "nul\r\na\0b\r\n"),
            (.tsv, "nul\na\0b\n"), (.markdown, "| nul |\n| --- |\n| a\\u{0}b |\n"), (.table, "nul\n───────\na\\u{0}b\n"),
        ])
    func nul(format: OutputFormat, expected: String) throws {
        let rows = try Fixture.rows(of: Self.query, in: Fixture.mirror(.nothing))
        #expect(rows == [["a\0b"]])
        #expect(try Fixture.text(format, columns: ["nul"], rows: rows) == expected)
    }

    @Test("two columns of JSON with one name in two spellings are two")
    func columns() {
        let names = JSONWriter.unique(["\u{E9}", "e\u{301}", "\u{E9}"])
        #expect(names.map { Array($0.utf8) } == ["\u{E9}", "e\u{301}", "\u{E9}_2"].map { Array($0.utf8) })
    }

    @Test("Datasette's form of a statement sees quotes and comments as SQLite does, before combining characters and line ends")
    func plainForm() throws {
        let header = "-- title: A\r\n-- asks: B?\r\n-- param: a text = it's    C\r\n"
        let sql = header + "SELECT '\u{301}:a' AS \"x\"\u{301}, -- :a\r\n:a, '\u{301}' || :a"
        let plain = try DatasetteSQL(Report(name: "a", file: "a.sql", sql: sql)).sql
        let same = "SELECT '\u{301}:a' AS \"x\"\u{301}, -- :a\r\n("
        #expect(plain.utf8.starts(with: (header + same).utf8), "\(plain)")
        #expect(plain.components(separatedBy: "coalesce(nullif(trim(:a), ''), 'it''s')").count == 3, "\(plain)")
    }

    @Test("a report is found by the bytes of its name")
    func names() throws {
        let folder = try Fixture.folder()
        for (name, title) in [("caf\u{E9}", "one"), ("cafe\u{301}", "two")] {
            try Data("-- title: \(title)\n-- asks: Is it?\nSELECT 1\n".utf8).write(to: URL(filePath: "\(folder)/\(name).sql"))
        }
        let catalog = try ReportCatalog.load(folders: [folder])
        #expect(try catalog.report(named: "caf\u{E9}").title == "one" && catalog.report(named: "cafe\u{301}").title == "two")
    }

    @Test("a file that was cut to half is told as damaged (74), with what to do")
    func cut() throws {
        let path = try Fixture.mirror(.nothing)
        let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber).intValue
        #expect(truncate(path, size / 2) == 0)
        let error = #expect(throws: ReportsError.self) { try Fixture.rows(of: "SELECT count(*) FROM recipes", in: path) }
        #expect(error?.exitCode == 74 && error?.description.contains("damaged") == true && error?.hint?.contains("restore a copy") == true)
    }

    @Test("a mirror with another program's id is none; one that a dump has taken the id from is one")
    func identity() throws {
        let path = try Fixture.mirror()
        try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA application_id = 0") }
        #expect(try Fixture.rows(of: "SELECT 1", in: path).count == 1)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA application_id = 7") }
        let error = #expect(throws: ReportsError.self) { try Fixture.rows(of: "SELECT 1", in: path) }
        #expect(error?.description == "\(path): this database is not a mirror" && error?.exitCode == 74)
    }
}
