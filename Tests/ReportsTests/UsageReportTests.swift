import Testing
import Values

@testable import Reports

@Suite("Usage from counters")
struct UsageReportTests {
    let path: String

    init() throws { path = try Fixture.mirror(of: UsageRows.all) }

    private func byDay(_ given: [String: String], asOf run: Int? = nil) throws -> [[StoredValue]] {
        let march = ["from": "2024-03-01", "to": "2024-03-06"]
        return try Fixture.rows(ofReport: "recipe-tasks-by-day", given: march.merging(given) { $1 }, asOf: run, in: path)
    }

    /// Between 1 March, 22:00, and 5 March, 22:00, there were no listings: a task an hour, and half a job.
    @Test("is spread evenly over the time between two listings, counts from zero after a reset, and keeps the name of what is gone")
    func spread() throws {
        #expect(
            try byDay(["managed_user": "7"]) == [
                ["2024-03-01", "Acme", 100, "Orders", 14, 7, 0, "2 estimated"],
                ["2024-03-02", "Acme", 100, "Orders", 24, 12, 0, "24 estimated"],
                ["2024-03-03", "Acme", 100, "Orders", 24, 12, 0, "24 estimated"],
                ["2024-03-04", "Acme", 100, "Orders", 24, 12, 0, "24 estimated"],
                ["2024-03-05", "Acme", 100, "Orders", 22, 11, 0, "22 estimated"], ["2024-03-05", "Acme", 101, "New", 8, nil, nil, nil],
                ["2024-03-05", "Acme", 102, "Gone", 2, nil, nil, "2 estimated"],
                ["2024-03-06", "Acme", 100, "Orders", 5, 2, 1, "reset"], ["2024-03-06", "Acme", 102, "Gone", 4, nil, nil, "4 estimated"],
            ])
    }

    @Test("begins at the last listing that was read to its end, not at the last run") func failedListings() throws {
        let days = try byDay(["managed_user": "8"])
        #expect(
            days.map { [$0[0], $0[4]] } == [
                ["2024-03-01", 2], ["2024-03-02", 24], ["2024-03-03", 24], ["2024-03-04", 24], ["2024-03-05", 24], ["2024-03-06", 10],
            ])
    }

    @Test("is shown in one line for the days it is known of together, if asked for") func gaps() throws {
        #expect(
            try byDay(["recipe": "100", "managed_user": "7", "gaps": "show"]) == [
                ["2024-03-01", "Acme", 100, "Orders", 12, 6, 0, nil],
                ["2024-03-01", "Acme", 100, "Orders", 96, 48, 0, "through 2024-03-05"],
                ["2024-03-06", "Acme", 100, "Orders", 5, 2, 1, "reset"],
            ])
    }

    @Test(
        "begins its days at midnight of the chosen zone",
        arguments: [
            ("-03:00", [["2024-03-05", 5, "5 estimated"], ["2024-03-06", 1, "1 estimated"]]),
            // The listing before was at midnight.
            ("+02:00", [["2024-03-06", 6, nil]]), ("UTC", [["2024-03-05", 2, "2 estimated"], ["2024-03-06", 4, "4 estimated"]]),
        ] as [(String, [[StoredValue]])])
    func zones(zone: String, expected: [[StoredValue]]) throws {
        #expect(try byDay(["recipe": "102", "zone": zone]).map { [$0[0], $0[4], $0[7]] } == expected)
    }

    @Test("is summed by weeks from Monday and by months, whole ones whatever the days asked for") func periods() throws {
        let one = ["recipe": "100", "managed_user": "7", "from": "2024-03-03"]
        let weeks = try byDay(one.merging(["period": "week"]) { $1 })
        #expect(weeks.map { [$0[0], $0[4]] } == [["2024-02-26", 62], ["2024-03-04", 51]])
        let months = try byDay(one.merging(["period": "month"]) { $1 })
        #expect(months.map { [$0[0], $0[4], $0[7]] } == [["2024-03-01", 113, "reset"]])
    }

    @Test("counts a recipe's first sight only if it was made since the listing before") func firstSight() throws {
        let sql = "SELECT recipe_id, from_run, from_at, to_run, tasks FROM recipe_usage_deltas WHERE managed_user_id = 9"
        #expect(try Fixture.rows(of: sql, in: path) == [[200, 2, "2024-03-03T00:00:00.000Z", 3, 70]])
        let days = try byDay(["managed_user": "9"])
        #expect(days.map { [$0[0], $0[4]] } == [["2024-03-03", 24], ["2024-03-04", 24], ["2024-03-05", 22]])
    }

    @Test("as of a past run knows neither the reset nor the listings after it") func past() throws {
        #expect(try byDay(["managed_user": "7"], asOf: 4).filter { $0[0] == "2024-03-06" }.map { [$0[2], $0[4]] } == [[102, 4]])
        #expect(try byDay(["managed_user": "8"], asOf: 4).isEmpty)
        #expect(try byDay(["managed_user": "7"], asOf: 2) == [["2024-03-01", "Acme", 100, "Orders", 12, 6, 0, nil]])
    }

    @Test("is compared with the monthly figure, and says how much of the month was listed") func reconciliation() throws {
        let rows = try Fixture.rows(ofReport: "usage-reconciliation", given: ["from": "2024-02", "to": "2024-03"], in: path)
        #expect(
            rows == [
                ["2024-02", 7, "Acme", 50, nil, nil, 0.0, 0], ["2024-03", 7, "Acme", 130, 127, 3, 5.0, 1],
                ["2024-03", 8, "Böhm", 100, 108, -8, 5.0, 0],
            ])
        // Four of the twelve hours between the first two listings are of the month before.
        let west = ["from": "2024-02", "to": "2024-03", "zone": "-14:00", "managed_user": "7"]
        let months = try Fixture.rows(ofReport: "usage-reconciliation", given: west, in: path)
        #expect(months.map { [$0[0], $0[4]] } == [["2024-02", 4], ["2024-03", 123]])
    }

    @Test("tells which recipes fail, and which grow") func failuresAndGrowth() throws {
        let failing = try Fixture.rows(ofReport: "recipe-failure-rate", given: ["from": "2024-03-01"], in: path)
        #expect(failing == [[7, "Acme", 100, "Orders", 57, 1, 1.8, 33.3]])
        let growing = try Fixture.rows(ofReport: "fastest-growing-recipes", given: ["days": "2"], in: path)
        #expect(growing == [[7, "Acme", 101, "New", 8, 0, 8, nil], [9, "Late", 200, "Late new", 36, 34, 2, 6.0]])
    }
}
