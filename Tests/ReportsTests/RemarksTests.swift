import Catalog
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Reports

@Suite("An empty answer")
struct RemarksTests {
    private final class Said: Sendable {
        let all = Mutex<[String]>([])
    }

    private func remarks(_ report: Report, _ given: [String: String], unread: Set<String> = []) throws -> [String] {
        let said = Said()
        let path = try Fixture.mirror()
        try DatabaseQueue(path: path).write { db in
            try db.execute(sql: "DELETE FROM sync_scopes")
            for resource in Catalog.standard.resources where !resource.isOptIn && !unread.contains(resource.name) {
                try db.execute(
                    sql: """
                        INSERT INTO sync_scopes (run, resource, scope, requests, pages, records, changes, state)
                        VALUES (1, ?, '', 1, 1, 1, 1, 'complete')
                        """, arguments: [resource.name])
            }
        }
        let reader = SafeReader(path: path, warn: { text in said.all.withLock { $0.append(text) } })
        try reader.run(report, given: given, now: Fixture.now, into: Collected())
        return said.all.withLock { $0 }
    }

    @Test(
        "of a report says what made it so, and what is right says nothing",
        arguments: [
            ("task-usage-by-month", ["managed_user": "999"], "-p managed_user: the mirror has never seen such a customer"),
            ("task-usage-by-month", ["managed_user": "7"], nil), ("task-usage-by-month", ["managed_user": "0"], nil),
            // One that is gone was seen.
            ("task-usage-by-month", ["managed_user": "9"], nil),
            ("task-usage-by-month", ["from": "2024-03", "to": "2024-01"], "-p from is after -p to: nothing lies between them"),
            ("task-usage-by-month", ["from": "2024-03", "to": "2024-03"], nil),
            ("recipe-tasks-by-day", ["recipe": "1"], "-p recipe: the mirror has never seen such a recipe"),
            ("recipe-tasks-by-day", ["from": "2024-03-02", "to": "2024-03-01"], "-p from is after -p to: nothing lies between them"),
            ("changes-in-run", ["run": "77"], "-p run: the mirror has never seen such a run"), ("changes-in-run", ["run": "1"], nil),
            ("changes-in-run", ["resource": "recipe"], "-p resource: the mirror has no such resource: did you mean 'recipes'?"),
            ("recipe-rollouts", ["recipe": "no such"], "-p recipe: the mirror has never seen such a recipe"),
            ("lookup-tables-drift", ["table": "no such"], "-p table: the mirror has never seen such a table"),
        ] as [(String, [String: String], String?)])
    func builtIn(name: String, given: [String: String], remark: String?) throws {
        #expect(try remarks(try ReportCatalog.load().report(named: name), given) == [remark].compactMap(\.self))
    }

    @Test(
        "of a report of one's own does too, by the names of its parameters",
        arguments: [
            ("connection_id integer", "999", "-p connection_id: the mirror has never seen such a connection"),
            ("customer integer", "999", "-p customer: the mirror has never seen such a customer"), ("recipe text", "%x%", nil),
            ("days integer", "999", nil), ("nonsense integer", "999", nil),
        ] as [(String, String, String?)])
    func own(parameter: String, value: String, remark: String?) throws {
        let name = String(parameter.prefix { $0 != " " })
        let sql = "-- title: t\n-- asks: a?\n-- param: \(parameter)    P.\nSELECT 1 WHERE :\(name) IS NOT NULL"
        #expect(try remarks(Report(name: "r", file: "r.sql", sql: sql), [name: value]) == [remark].compactMap(\.self))
    }

    @Test("may be for want of reading: what no run has read to its end is told, but for what nobody asks for, and for what runs changed")
    func unread() throws {
        let remark = "no run has read task_usage to the end yet, so rows may be missing; status says why"
        func report(_ sql: String) throws -> Report { try Report(name: "r", file: "r.sql", sql: "-- title: t\n-- asks: a?\n\(sql)") }
        for sql in ["SELECT * FROM task_usage", "SELECT count(*) FROM task_usage", "SELECT task_count FROM task_usage_history"] {
            #expect(try remarks(report(sql), [:], unread: ["task_usage"]) == [remark], "\(sql)")
            #expect(try remarks(report(sql), [:], unread: ["recipes"]) == [], "\(sql)")
        }
        #expect(try remarks(report("SELECT count(*) FROM changes"), [:], unread: ["task_usage"]) == [])
        #expect(try remarks(report("SELECT count(*) FROM recipe_version_details"), [:]) == [])
    }

    @Test("is avoided by a value's type: a text that looks like a number is a text") func types() throws {
        let path = try Fixture.mirror()
        let rows = { (type: ParameterType?, text: String) in
            let collected = Collected()
            try SafeReader(path: path).run(
                sql: "SELECT typeof(:y), count(*) FROM task_usage WHERE substr(month, 1, 4) = :y", given: ["y": text],
                types: type.map { ["y": $0] } ?? [:], now: Fixture.now, into: collected)
            return collected.rows
        }
        let all = try Fixture.rows(of: "SELECT count(*) FROM task_usage WHERE month LIKE '2024-%'", in: path)[0][0]
        #expect(all != 0)
        #expect(try rows(.text, "2024") == [["text", all]] && rows(nil, "2024") == [["integer", 0]])
        #expect(
            try rows(.number, "2024.5") == [["real", 0]] && rows(.date, "monday") == [["text", 0]]
                && rows(.run, "latest") == [["integer", 0]])
        let wrong = #expect(throws: ReportsError.self) { try rows(.integer, "x") }
        #expect(wrong?.exitCode == 64 && wrong?.description == "parameter 'y' is not valid: expected an integer")
        let report = try ReportCatalog.load().report(named: "task-usage-by-month")
        #expect(try report.arguments(given: ["from": "2024-01"], types: ["from": .month], now: Fixture.now)["from"] == "2024-01")
        let other = #expect(throws: ReportsError.self) {
            try report.arguments(given: ["from": "2024-01"], types: ["from": .text], now: Fixture.now)
        }
        #expect(other?.description == "parameter 'from' is of type month in this report" && other?.exitCode == 64)
    }
}
