import Testing

@testable import Sync

/// A month is written in many ways, and a bill stands on it.
@Suite("The text of a month") struct UsageMonthTests {
    private let months = MonthText(current: "2026-03")

    @Test(
        "is a month as YYYY-MM",
        arguments: [
            ("2026-01", "2026-01"), ("2026-1", "2026-01"), ("2026/01", "2026-01"), ("2026.12", "2026-12"), ("2026-01-31", "2026-01"),
            ("2026-01-31T23:59:59.999-08:00", "2026-01"), ("2026-01T00:00:00Z", "2026-01"), (" 2026-01 ", "2026-01"),
            ("October 2025", "2025-10"), ("Oct 2025", "2025-10"), ("oct. 2025", "2025-10"), ("SEPT-2025", "2025-09"),
            ("2025 October", "2025-10"),
            ("May 1990", "1990-05"), ("Dec 2999", "2999-12"),
        ])
    func named(text: String, month: String) { #expect(months.normalized(text) == month) }

    @Test(
        "without a year is the last such month that has begun",
        arguments: [("March", "2026-03"), ("mar", "2026-03"), ("January", "2026-01"), ("April", "2025-04"), ("Dec", "2025-12")])
    func withoutYear(text: String, month: String) { #expect(months.normalized(text) == month) }

    @Test(
        "is no month",
        arguments: [
            "", "-", "2026", "2026-00", "2026-13", "2026-123", "26-01", "1989-12", "3000-01", "01-2026", "1", "soon", "ma", "Octobre 2025",
            "October 25",
            "Oct 1 2025", "January February", "total 2025", "2026 total",
        ])
    func none(text: String) { #expect(months.normalized(text) == nil) }

    @Test(
        "looks like a month and is none only if it begins with a year and goes on with digits",
        arguments: [
            ("2026-13", true), ("2026-00-01", true), ("2026/99", true), ("2026-01", false), ("2026", false), ("1989-13", false),
            ("13-2026", false),
            ("total 2026-13", false), ("soon", false), ("", false),
        ])
    func nearly(text: String, isNearlyOne: Bool) { #expect(months.isNearlyOne(text) == isNearlyOne) }
}
