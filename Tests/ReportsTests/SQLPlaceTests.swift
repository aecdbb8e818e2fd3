import Foundation
import Store
import Testing

@testable import Reports

@Suite("What is wrong with SQL of a file")
struct SQLPlaceTests {
    /// The text of a file, its error and its hint.
    static let faults = [
        ("-- a\n\n-- b\n\nSELECT nme\nFROM recipes", "r.sql:5: SQL: no such column: nme", "did you mean 'name'?"),
        ("SELECT 1,\n r.runing FROM recipes AS r", "r.sql:2: SQL: no such column: r.runing", "did you mean 'running'?"),
        ("\r\nSELECT month,\r\n count\r\nFROM task_usage", "r.sql:3: SQL: no such column: count", "did you mean 'task_count'?"),
        (
            "WITH x AS (SELECT id AS ident FROM recipes)\nSELECT x.idnt FROM x", "r.sql:2: SQL: no such column: x.idnt",
            "did you mean 'ident'?"
        ),
        ("-- FROM recipe\nSELECT 'recipe'\nFROM recipe", "r.sql:3: SQL: no such table: recipe", "did you mean 'recipes'?"),
        ("\nSELECT\n cuont(*) FROM recipes", "r.sql:3: SQL: no such function: cuont", "did you mean 'count'?"),
        ("\nSELECT 1\n FRM x y", "r.sql:3: SQL: near \"x\": syntax error", nil),
        ("/* a\nb */ SELECT 1\nFROM (SELECT 2\n\n", "r.sql:3: SQL: incomplete input", nil),
        ("\nSELECT 1;\n-- two\n\nSELECT 2", "r.sql:5: a query is one statement, and here is more than one", nil),
        ("", "r.sql:1: there is no statement to run", nil), ("\n\n", "r.sql:1: there is no statement to run", nil),
        ("-- a\n-- b\n", "r.sql:2: there is no statement to run", nil), ("-- a\n/* b\n */ ;", "r.sql:3: there is no statement to run", nil),
        ("-- a\n\nDELETE FROM recipes", "r.sql:3: DELETE is not allowed in a query", nil),
        ("SELECT 1,\n load_extension('x')", "r.sql:2: load_extension() is not allowed in a query", nil),
        ("SELECT 1,\n\n ?", "r.sql:3: SQL: a parameter has no name", nil),
        ("\nSELECT 1,\n json('{')", "r.sql:2: SQL: malformed JSON", nil),
    ]

    @Test("is told with the file, the line in the file, and the name that was meant", arguments: faults)
    func places(sql: String, message: String, hint: String?) throws {
        let path = try Fixture.mirror()
        let error = #expect(throws: ReportsError.self) { try SafeReader(path: path).run(sql: sql, from: "r.sql", into: Collected()) }
        #expect(error?.description == message && error?.exitCode == 64 && error?.hint != nil)
        if let hint { #expect(error?.hint == hint) }
        // A report counts the lines of its header.
        let header = "-- title: t\n-- asks: a?\n"
        let report = try Report(name: "r", file: "r.sql", sql: header + sql)
        let placed = #expect(throws: ReportsError.self) {
            try SafeReader(path: path).run(report, given: [:], now: Fixture.now, into: Collected())
        }
        let line = try #require(message.firstMatch(of: /:([0-9]+): (.*)/))
        // Where there is nothing, the header is what there is.
        let moved = sql.allSatisfy(\.isWhitespace) ? 2 : (Int(line.1) ?? 0) + 2
        #expect(placed?.description == "r.sql:\(moved): \(line.2)")
    }

    @Test("on the command line has its line only if there are several") func commandLine() throws {
        let path = try Fixture.mirror()
        for (sql, message) in [
            ("SELECT nme FROM recipes", "SQL: no such column: nme"), ("SELECT 1,\nnme FROM recipes", "SQL: no such column: nme (line 2)"),
        ] {
            let error = #expect(throws: ReportsError.self) { try Fixture.rows(of: sql, in: path) }
            #expect(error?.description == message)
        }
    }

    @Test(
        "may be a parameter that only the header or only the SQL has",
        arguments: [
            ("-- param: a text = none  A.\nSELECT\n :b", "r.sql:5: the SQL uses :b, which the header does not declare"),
            (
                "-- param: b text = none  B.\n-- param: a text  A.\nSELECT ':a',\n :b",
                "r.sql:4: the header declares 'a', which the SQL does not use"
            ),
        ])
    func parameters(rest: String, message: String) throws {
        let report = try Report(name: "r", file: "r.sql", sql: "-- title: t\n-- asks: a?\n" + rest)
        let path = try Fixture.mirror()
        let error = #expect(throws: ReportsError.self) {
            try SafeReader(path: path).run(report, given: [:], now: Fixture.now, into: Collected())
        }
        #expect(error?.description == message)
    }

    @Test("is told of the past too") func past() throws {
        let path = try Fixture.mirror()
        let reader = SafeReader(path: path) { db, statement in
            SafeReader.Prepared(moment: nil, reading: try AsOfRun("2", in: db).prepare(db, for: statement))
        }
        for (sql, line) in [("\nSELECT nme\nFROM recipes", 2), ("SELECT 1\n\nFROM main.recipes", 3), ("SELECT 1\nFROM sqlite_schema", 2)] {
            let error = #expect(throws: ReportsError.self) { try reader.run(sql: sql, from: "r.sql", into: Collected()) }
            #expect(
                error?.description.hasPrefix("r.sql:\(line): ") == true && error?.exitCode == 64, "\(sql): \(String(describing: error))")
        }
    }
}
