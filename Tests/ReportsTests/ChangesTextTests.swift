import Foundation
import GRDB
import Store
import Testing
import Values

@testable import Reports

@Suite("Changes to read")
struct ChangesTextTests {
    @Test("have a heading a run, then the changes by customer, a line each") func lines() throws {
        let path = try Self.mirror()
        let text = try Self.text(of: path, runs: 2...2)
        #expect(
            text == """
                run 2  2024-03-13T01:00:30.500Z  5 changes
                  Acme (7)
                      recipe 41354 "Sync orders" running: true → false
                    + recipe 41355 "New"
                  Böhm, GmbH (8)
                      property limit
                        value: "1" → null
                        _extra: null → {"unit":"s"}
                    − connection 88 "Salesforce"
                  all customers
                      connector x "Y\\u{1B}[31m" title: "X" → "Y\\u{1B}[31m"
                  counters: 1 of recipe activity

                """)
    }

    @Test("list counters if they are asked for") func counters() throws {
        let text = try Self.text(of: try Self.mirror(), runs: 2...2, listsCounters: true)
        #expect(text.contains("      recipe activity 41354 lifetime_task_count: 3 → 5\n") && !text.contains("counters:"))
    }

    @Test("are cut to the terminal, and show where long values differ", arguments: [48, 60, 80, 120]) func cut(width: Int) throws {
        let path = try Self.mirror()
        let long = String(repeating: "same words 世界 ", count: 30)
        try DatabaseQueue(path: path).write { db in
            for (row, end) in [(("_history", ", _valid_to, _closed_by"), ", 1, 3, 'update'"), (("", ""), ", 3")] {
                try db.execute(
                    sql:
                        "INSERT INTO recipes\(row.0) (managed_user_id, id, name, description, _valid_from\(row.1)) VALUES (7, 9, ?, ?\(end))",
                    arguments: ["n", long + (row.0.isEmpty ? "new" : "old") + long])
            }
        }
        let text = try Self.text(of: path, runs: 3...3, style: TextStyle(width: width))
        #expect(text.split(separator: "\n").allSatisfy { VisibleText.width(String($0)) <= width }, "\(text)")
        #expect(width < 60 || text.contains("old") && text.contains("new"), "\(text)")
        #expect(try Self.text(of: path, runs: 3...3).contains(long + "old" + long))
    }

    @Test("are in colours only where they may be") func colours() throws {
        let path = try Self.mirror()
        let plain = try Self.text(of: path, runs: 2...2, style: TextStyle(width: 80))
        let inked = try Self.text(of: path, runs: 2...2, style: TextStyle(width: 80, isColored: true))
        #expect(!plain.contains("\u{1B}") && inked.contains("\u{1B}[32m+ recipe 41355 \"New\"\u{1B}[0m"))
        #expect(inked.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
    }

    @Test("say that there are none") func none() throws {
        #expect(try Self.text(of: try Fixture.mirror(.nothing), runs: 1...9) == "no changes\n")
    }

    private static func text(
        of path: String, runs: ClosedRange<Int64>, style: TextStyle = TextStyle(width: nil), listsCounters: Bool = false
    ) throws -> String {
        let sink = Sink()
        var text = ChangesText(to: sink.output, style: style, listsCounters: listsCounters)
        try History(path).changes(in: runs, of: HistorySelection()) { try text.add($0, $1) }
        try text.end()
        return sink.text
    }

    /// Something of each kind in run 2, and nothing in run 3.
    static func mirror() throws -> String {
        let path = try Fixture.mirror(.nothing)
        let rows =
            FixtureRows.all.filter { $0.hasPrefix("INSERT INTO sync_runs") }
            + FixtureRows.live("managed_users", "id, name", "7, 'Acme'", "8, 'Böhm, GmbH'")
            + FixtureRows.closed("recipes", "managed_user_id, id, name, running", "7, 41354, 'Sync orders', 1, 1, 2, 'update'")
            + [
                FixtureRows.insert(
                    "recipes", "managed_user_id, id, name, running, _valid_from", "7, 41354, 'Sync orders', 0, 2), (7, 41355, 'New', 1, 2"),
                FixtureRows.insert(
                    "properties", "managed_user_id, name, value, _extra, _valid_from", "8, 'limit', NULL, '{\"unit\":\"s\"}', 2"),
                FixtureRows.insert("connectors", "name, title, _valid_from", "'x', 'Y' || char(27) || '[31m', 2"),
                FixtureRows.insert("recipe_activity", "managed_user_id, recipe_id, lifetime_task_count, _valid_from", "7, 41354, 5, 2"),
            ]
            + FixtureRows.closed("connections", "managed_user_id, id, name", "8, 88, 'Salesforce', 1, 2, 'delete'")
            + FixtureRows.closed("properties", "managed_user_id, name, value", "8, 'limit', '1', 1, 2, 'update'")
            + FixtureRows.closed("connectors", "name, title", "'x', 'X', 1, 2, 'update'")
            + FixtureRows.closed("recipe_activity", "managed_user_id, recipe_id, lifetime_task_count", "7, 41354, 3, 1, 2, 'update'")
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        try DatabaseQueue(path: path, configuration: configuration).write { db in
            for row in rows { try db.execute(sql: row) }
        }
        return path
    }
}
