import Foundation
import GRDB
import Store
import Testing

@testable import Reports

@Suite("Growth of task usage")
struct UsageGrowthTests {
    /// Run 2, and each figure before and after it.
    private static func mirror(at time: String, _ figures: [(customer: Int, month: String, before: String, after: String)]) throws -> String
    {
        let run = { (id: Int, time: String) in
            FixtureRows.insert(
                "sync_runs",
                "id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes, tool_version, base_url",
                "\(id), '\(time)', '\(time)', 'complete', 1, 1, 1, 1, 1, 1, '1', 'u'")
        }
        return try Fixture.mirror(
            of: [run(1, "2024-01-01T00:00:00.000Z"), run(2, time)] + FixtureRows.live("managed_users", "id, name", "7, 'Acme'", "8, 'Böhm'")
                + figures.flatMap { figure in
                    let row = "\(figure.customer), '\(figure.month)'"
                    return FixtureRows.closed(
                        "task_usage", "managed_user_id, month, task_count", "\(row), \(figure.before), 1, 2, 'update'")
                        + [
                            FixtureRows.insert(
                                "task_usage", "managed_user_id, month, task_count, _valid_from", "\(row), \(figure.after), 2")
                        ]
                })
    }

    private static func text(of path: String, listsUsage: Bool = false) throws -> String {
        let sink = Sink()
        var text = ChangesText(to: sink.output, style: TextStyle(width: 80), listsCounters: false, listsUsage: listsUsage)
        try History(path).changes(in: 2...2, of: HistorySelection()) { try text.add($0, $1) }
        try text.end()
        return sink.text
    }

    @Test("in a running month is told in a line: how many figures, by how much, and how to see them") func sum() throws {
        let path = try Self.mirror(at: "2024-05-15T12:00:00.000Z", [(7, "2024-05", "10", "30"), (8, "2024-05", "1", "2")])
        #expect(
            try Self.text(of: path) == """
                run 2  2024-05-15T12:00:00.000Z  0 changes
                  usage: 2 figures of 2024-05 grew by 21 tasks (see --resource task_usage)

                """)
        let listed = try Self.text(of: path, listsUsage: true)
        #expect(listed.contains("task usage 2024-05 task_count: 10 → 30") && listed.contains("2 changes") && !listed.contains("usage:"))
    }

    @Test(
        "counts in a month that runs anywhere, or has ended less than two days ago",
        arguments: [
            ("2024-05-15T12:00:00.000Z", "2024-05", true), ("2024-05-15T12:00:00.000Z", "2024-04", false),
            ("2024-05-15T12:00:00.000Z", "2024-06", false),
            ("2024-05-31T09:59:00.000Z", "2024-06", false), ("2024-05-31T10:00:00.000Z", "2024-06", true),
            ("2024-06-03T11:59:00.000Z", "2024-05", true), ("2024-06-03T12:00:00.000Z", "2024-05", false),
            ("2024-12-31T23:00:00.000Z", "2025-01", true), ("2025-01-01T00:00:00.000Z", "2024-12", true),
        ])
    func months(time: String, month: String, isFolded: Bool) throws {
        let text = try Self.text(of: Self.mirror(at: time, [(7, month, "10", "30")]))
        #expect(
            text.contains("usage: 1 figure of \(month) grew by 20 tasks") == isFolded && text.contains("10 → 30") != isFolded, "\(text)")
    }

    @Test(
        "counts in the newest month that the mirror knew, where the account lives in another time than the clock",
        arguments: [
            ("2024-05", true), ("2024-04", false), ("2024-06", false),
        ])
    func anotherTime(month: String, isFolded: Bool) throws {
        let newest = month == "2024-06" ? "2024-07" : "2024-05"
        let path = try Self.mirror(at: "2026-11-15T12:00:00.000Z", [(7, month, "10", "30"), (8, newest, "1", "2")])
        let sink = Sink()
        let history = try History(path)
        var text = ChangesText(
            to: sink.output, style: TextStyle(width: 80), listsCounters: false, growth: UsageGrowth(known: try history.usageMonths()))
        try history.changes(in: 2...2, of: HistorySelection()) { try text.add($0, $1) }
        try text.end()
        #expect(sink.text.contains("usage: ") && sink.text.contains("10 → 30") != isFolded, "\(sink.text)")
    }

    @Test("is not: a figure that falls, and a first one", arguments: [("30", "10"), ("NULL", "5")]) func news(before: String, after: String)
        throws
    {
        guard before != "NULL" else {
            let path = try Self.mirror(at: "2024-05-15T12:00:00.000Z", [])
            try DatabaseQueue(path: path).write {
                try $0.execute(
                    sql: FixtureRows.insert("task_usage", "managed_user_id, month, task_count, _valid_from", "7, '2024-05', 5, 2"))
            }
            return #expect(try Self.text(of: path).contains("+ task usage 2024-05"))
        }
        let text = try Self.text(of: Self.mirror(at: "2024-05-15T12:00:00.000Z", [(7, "2024-05", before, after)]))
        #expect(text.contains("30 → 10") && !text.contains("usage:"))
    }

    @Test("between two moments is below zero on the way back") func back() throws {
        let path = try Self.mirror(at: "2024-05-15T12:00:00.000Z", [(7, "2024-03", "10", "30"), (8, "2023-12", "1", "2")])
        let history = try History(path)
        for (first, last, verb) in [(Int64(1), Int64(2), "grew"), (2, 1, "fell")] {
            var growth = UsageGrowth()
            let (begin, end) = (try history.moment(first), try history.moment(last))
            let each = { (object: ChangedObject) in
                _ = growth.take(object, from: begin, to: end)
                return true
            }
            try history.difference(from: first, to: last, of: HistorySelection(), counted: { _ in }, each: each)
            // December was still being told on 1 January.
            #expect(growth.figures == 2 && growth.lines(TextStyle(width: nil)).contains { $0.contains("2024-03 \(verb) by 20 tasks") })
        }
    }

    @Test("may be left out as a whole, as any table may") func excluded() throws {
        let path = try Self.mirror(at: "2024-05-15T12:00:00.000Z", [(7, "2024-05", "10", "30")])
        var tables: Set<String> = []
        try History(path).changes(in: 1...2, of: HistorySelection(excluding: ["task_usage"])) { tables.insert($1.table.name) }
        #expect(tables == ["managed_users"])
    }
}
