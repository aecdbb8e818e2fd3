import Foundation
import Testing

@testable import Reports

@Suite("A time zone")
struct ZoneTests {
    private static func changes(of zone: String, in years: ClosedRange<Int>) throws -> [[Int]] {
        let json = try #require(ZoneText.pieces(zone, now: Fixture.now))
        let pieces = try JSONDecoder().decode([[Int]].self, from: Data(json.utf8))
        #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0[1] == $1[0] })
        let seconds = { (year: Int) in try #require(Date("\(year)-01-01T00:00:00Z", strategy: .iso8601) as Date?).timeIntervalSince1970 }
        let (first, last) = try (Int(seconds(years.lowerBound)), Int(seconds(years.upperBound + 1)))
        return pieces.filter { first <= $0[0] && $0[0] < last }.map { [$0[0], $0[2]] }
    }

    @Test(
        "goes into a statement as what its clock did, summer time and changes for good",
        arguments: [
            ("Europe/Berlin", 2024...2024, [[1_711_846_800, 7200], [1_729_990_800, 3600]]),
            ("America/Los_Angeles", 2024...2024, [[1_710_064_800, -25_200], [1_730_624_400, -28_800]]),
            // For good, and at no change of summer time: Foundation's list of these lacks it.
            ("Europe/Istanbul", 2016...2023, [[1_459_040_400, 10_800]]),
            ("Asia/Kolkata", 2000...2025, []),
        ] as [(String, ClosedRange<Int>, [[Int]])])
    func pieces(zone: String, years: ClosedRange<Int>, expected: [[Int]]) throws {
        #expect(try Self.changes(of: zone, in: years) == expected)
    }

    /// A task an hour, from noon to noon two days later (UTC).
    @Test(
        "gives the days of its clock's changes 23 or 25 hours",
        arguments: [
            ("UTC", "2024-03-30", [12, 24, 12]), ("Europe/Berlin", "2024-03-30", [11, 23, 14]),
            ("Europe/Berlin", "2024-10-26", [10, 25, 13]),
            // Midnight of 31 March is skipped there.
            ("Asia/Beirut", "2024-03-30", [10, 23, 15]),
        ])
    func days(zone: String, first: String, hours: [Int]) throws {
        let path = try Fixture.mirror(of: ClockRows.growth(from: first))
        let given = ["zone": zone, "from": "2024-01-01", "to": "2024-12-31"]
        let rows = try Fixture.rows(ofReport: "recipe-tasks-by-day", given: given, in: path)
        #expect(rows.map { $0[4] } == hours.map { .integer(Int64($0)) })
        #expect(rows.first?[0] == .text(first))
    }

    @Test("ends a month in winter and begins it in summer") func months() throws {
        let path = try Fixture.mirror(of: ClockRows.growth(from: "2024-03-30"))
        let given = ["zone": "America/Los_Angeles", "from": "2024-03", "to": "2024-04"]
        let rows = try Fixture.rows(ofReport: "usage-reconciliation", given: given, in: path)
        #expect(rows.map { [$0[0], $0[4], $0[6]] } == [["2024-03", 43, 1.8], ["2024-04", 5, 0.2]])
    }
}

/// One recipe, listed at noon of a day and at noon two days later; between them it used 48 tasks.
private enum ClockRows {
    static func growth(from day: String) -> [String] {
        let second = "strftime('%Y-%m-%dT12:00:00.000Z', '\(day)', '+2 days')"
        return [
            run(1, at: "'\(day)T12:00:00.000Z'"), run(2, at: second),
            FixtureRows.live("managed_users", "id, name", "7, 'Acme'"),
            FixtureRows.live("recipes", "managed_user_id, id, name, created_at", "7, 100, 'Orders', '2023-01-01T00:00:00.000Z'"),
            FixtureRows.live("task_usage", "managed_user_id, month, task_count", "7, '2024-03', 50", "7, '2024-04', 5"),
            FixtureRows.closed("recipe_activity", "managed_user_id, recipe_id, lifetime_task_count", "7, 100, 10, 1, 2, 'update'"),
            [FixtureRows.insert("recipe_activity", "managed_user_id, recipe_id, lifetime_task_count, _valid_from", "7, 100, 58, 2")],
        ].flatMap { $0 }
    }

    private static func run(_ id: Int, at time: String) -> [String] {
        [
            FixtureRows.insert(
                "sync_runs",
                "id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes, tool_version, base_url",
                "\(id), \(time), \(time), 'complete', 1, 1, 1, 1, 1, 1, '1', 'u'"),
            FixtureRows.insert(
                "sync_scopes", "run, resource, scope, requests, pages, records, changes, state",
                "\(id), 'recipes', 'managed_user_id=7', 1, 1, 1, 1, 'complete'"),
        ]
    }
}
