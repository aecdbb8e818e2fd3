import Foundation
import Testing
import Values

@testable import Pages

@Suite("The figures of a dashboard")
struct FigureTests {
    private static let columns = ["name", "failed", "never"]
    private static let rows: [[StoredValue]] = [
        [.text("a"), .integer(0), .integer(2)], [.text("b"), .integer(3), .null], [.text("c"), .real(1.0), .integer(1)],
    ]

    @Test(
        "count rows, sums, and the last row",
        arguments: [
            (.rows, 3), (.sum("failed"), 4), (.sum("never"), 3), (.last("never"), 1),
        ] as [(Figure.Measure, Int64)])
    func counts(measure: Figure.Measure, value: Int64) throws {
        var count = try #require(FigureCount(measure, columns: Self.columns))
        for row in Self.rows { count.add(row) }
        #expect(count.value == value)
    }

    @Test("are left out if the report lacks their column")
    func lacks() { #expect(FigureCount(.sum("gone"), columns: Self.columns) == nil) }

    private func months(_ rows: [(String, Int64)], at stamp: Double) throws -> [DashboardFigure] {
        var months = try #require(MonthlyTasks(columns: ["month", "task_count"]))
        for (month, tasks) in rows { months.add([.text(month), .integer(tasks)]) }
        return months.figures(at: Date(timeIntervalSince1970: stamp))
    }

    /// 2026-03-02 12:00 UTC
    private static let march: Double = 1_772_452_800

    @Test("compare the last whole month with the one before, and the running month by its pace")
    func monthly() throws {
        let figures = try months([("2026-01", 100), ("2026-01", 100), ("2026-02", 2_100), ("2026-03", 31)], at: Self.march)
        #expect(figures.map(\.value) == ["2,100", "31"])
        #expect(figures.map(\.label) == ["tasks in February 2026", "tasks in March 2026 so far"])
        #expect(figures[0].change == "+1,900 (+950.0 %) from January 2026")
        #expect(figures[1].change == "to 2 Mar 2026: 21 a day, February 2026 had 75")
    }

    @Test("compare nothing with a month that is not known")
    func unknownMonths() throws {
        #expect(try months([], at: Self.march).isEmpty)
        #expect(try months([("2026-02", 5)], at: Self.march).map(\.change) == [nil])
        #expect(try months([("2026-03", 5)], at: Self.march).map(\.change) == ["to 2 Mar 2026: 3 a day"])
        #expect(try months([("2026-01", 0), ("2026-02", 5)], at: Self.march)[0].change == "+5 from January 2026")
        #expect(try months([("2026-01", 5), ("2026-02", 5)], at: Self.march)[0].change == "as many as in January 2026")
    }

    @Test("are left out where they are too large, and never end the program")
    func tooLarge() throws {
        var count = try #require(FigureCount(.sum("n"), columns: ["n"]))
        for _ in 0..<2 { count.add([.integer(.max)]) }
        #expect(count.value == nil)
        let large = try months([("2026-01", 1), ("2026-02", .max), ("2026-02", .max), ("2026-03", .max)], at: Self.march)
        #expect(large.map(\.label) == [])
        let growth = try months([("2026-01", 1), ("2026-02", 1_000_000_001)], at: Self.march)
        #expect(growth.map(\.change) == ["+1,000,000,000 (+100,000,000,000.0 %) from January 2026"])
    }

    @Test("say no pace before the month has had a day")
    func firstDay() throws {
        #expect(try months([("2026-02", 28), ("2026-03", 9)], at: 1_772_328_600).map(\.change) == [nil, "to 1 Mar 2026"])
    }

    @Test("know that January comes after December")
    func newYear() throws {
        let figures = try months([("2025-11", 10), ("2025-12", 9)], at: 1_767_268_800)
        #expect(figures.map(\.change) == ["-1 (-10.0 %) from November 2025"])
    }

    @Test(
        "say times in UTC, before 1970 too",
        arguments: [(0, "1 Jan 1970, 00:00 UTC"), (-1, "31 Dec 1969, 23:59 UTC"), (1_772_452_800, "2 Mar 2026, 12:00 UTC")])
    func times(seconds: Double, text: String) { #expect(MomentText.time(Date(timeIntervalSince1970: seconds)) == text) }
}
