import Testing
import Values

@testable import Reports

@Suite("Reports on closed months")
struct BillingReportTests {
    let path: String

    init() throws { path = try Fixture.mirror() }

    @Test("show what was billed, what was corrected and what waits, also of a customer without a line") func billed() throws {
        #expect(
            try Fixture.rows(ofReport: "billed-by-month", in: path) == [
                ["2024-01", 7, "Acme", 90, 0, 10, "tasks"], ["2024-01", 8, "Böhm, GmbH", 0, 0, 0, "tasks"],
                ["2024-01", 9, "Gone Inc", 0, 700, 0, "tasks"], ["2024-02", 7, "Acme", 150, 0, 0, "tasks"],
                ["2024-02", 8, "Böhm, GmbH", 25, 0, -5, "tasks"],
            ])
    }

    @Test("show each correction with both figures, and those that wait last") func corrections() throws {
        #expect(
            try Fixture.rows(ofReport: "corrections", in: path) == [
                ["2024-01", "2024-02", 9, "Gone Inc", 0, 700, 700, 2, "2024-03-13T01:00:30.500Z", "tasks"],
                ["2024-01", nil, 7, "Acme", 90, 100, 10, 1, "2024-03-12T01:00:30.500Z", "tasks"],
                ["2024-02", nil, 8, "Böhm, GmbH", 25, 20, -5, 1, "2024-03-12T01:00:30.500Z", "tasks"],
            ])
    }

    @Test("know of no closed month as of a run before the first close") func past() throws {
        #expect(try Fixture.rows(ofReport: "billed-by-month", asOf: 2, in: path).isEmpty)
        #expect(try Fixture.rows(ofReport: "billed-by-month", asOf: 3, in: path).count == 5)
    }
}
