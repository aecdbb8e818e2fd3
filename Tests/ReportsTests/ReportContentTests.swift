import Testing

@testable import Reports

@Suite("A report answers")
struct ReportContentTests {
    let path: String

    init() throws { path = try Fixture.mirror() }

    @Test("usage by month, also of a customer that is gone") func byMonth() throws {
        let rows = try Fixture.rows(ofReport: "task-usage-by-month", in: path)
        #expect(
            rows == [
                ["2023-12", 8, "Böhm, GmbH", 30, nil], ["2024-01", 7, "Acme", 100, nil], ["2024-01", 9, "Gone Inc", 700, nil],
                ["2024-02", 7, "Acme", 150, 50], ["2024-02", 8, "Böhm, GmbH", 20, nil],
            ])
        let one = try Fixture.rows(ofReport: "task-usage-by-month", given: ["from": "2024-02", "managed_user": "7"], in: path)
        #expect(one == [["2024-02", 7, "Acme", 150, 50]])
    }

    @Test("usage by customer with share and trend") func byCustomer() throws {
        let rows = try Fixture.rows(ofReport: "task-usage-by-customer", in: path)
        #expect(
            rows == [
                [9, "Gone Inc", 700, 70.0, 1, 0, 700, "none"], [7, "Acme", 250, 25.0, 2, 150, 100, "up"],
                [8, "Böhm, GmbH", 50, 5.0, 2, 20, 0, "new"],
            ])
    }

    @Test("the recipes with the most tasks, ties in the order of ids") func topRecipes() throws {
        let rows = try Fixture.rows(ofReport: "top-recipes-by-tasks", given: ["limit": "2"], in: path)
        #expect(rows.map { Array($0[0...3]) } == [[7, "Acme", 100, "Orders"], [8, "Böhm, GmbH", 100, "Leads"]])
    }

    @Test("broken connections, and not one that was authorized again") func brokenConnections() throws {
        let rows = try Fixture.rows(ofReport: "connections-broken", in: path)
        #expect(
            rows == [
                [7, "Acme", 50, "SAP", "sap", "failed", 1.0, 1], [8, "Böhm, GmbH", 51, "Jira", "jira", "lost: revoked", 42.0, 0],
                [8, "Böhm, GmbH", 53, "Never", nil, "never connected", 2.0, 0],
            ])
    }

    @Test("stopped recipes since the run that saw it, and no draft") func stoppedRecipes() throws {
        let rows = try Fixture.rows(ofReport: "recipes-stopped", in: path)
        #expect(
            rows.map { [$0[2], $0[4], $0[5]] } == [
                [101, "trigger_errors_limit", "2024-03-13"], [100, "by hand or unknown", "2024-03-01"],
            ])
    }

    @Test("a lookup table by name or id: digits kept, col1 understood, unknown keys not lost", arguments: ["Rates", "30"])
    func lookupTable(table: String) throws {
        let rows = try Fixture.rows(ofReport: "lookup-table-contents", given: ["managed_user": "7", "table": table], in: path)
        #expect(
            rows.map { Array($0[2...]) } == [
                [1, 1, "Code", "EUR"], [1, 2, "Rate", "1.10000000000000000001"], [2, 1, "Code", "USD"], [2, 2, "Rate", nil],
                [2, nil, "Old \"name\"", "true"],
            ])
    }

    @Test("the changes of the latest run, counters on request") func changes() throws {
        let rows = try Fixture.rows(ofReport: "changes-in-run", in: path)
        #expect(
            rows.map { [$0[0], $0[3], $0[1], $0[5]] } == [
                ["connections", "Acme", "update", "authorization_status: exception → failed"],
                ["managed_users", nil, "delete", "Gone Inc"],
                ["recipes", "Acme", "update", "stop_cause: ∅ → trigger_errors_limit"],
            ])
        let measured = try Fixture.rows(ofReport: "changes-in-run", given: ["measures": "yes", "resource": "recipe_activity"], in: path)
        #expect(measured.map { $0[5] } == ["lifetime_task_count: 420 → 500"])
        let earlier = try Fixture.rows(ofReport: "changes-in-run", given: ["run": "2", "resource": "recipes"], in: path)
        #expect(
            earlier == [
                ["recipes", "update", 7, "Acme", "101", "running: 1 → 0"], ["recipes", "delete", 7, "Acme", "109", "Old"],
            ])
    }

    @Test("how runs went, with what failed") func health() throws {
        let rows = try Fixture.rows(ofReport: "sync-health", given: ["limit": "2"], in: path)
        let failures =
            "connections (managed_user_id=8): 500; folders (managed_user_id=8): 404; lookup_tables (managed_user_id=7): refused; "
            + "members (managed_user_id=8): drift; recipes (managed_user_id=8): 403"
        #expect(
            rows == [
                [3, "complete", "2024-03-14T01:00", 30.5, 10, 8, nil],
                [2, "partial", "2024-03-13T01:00", 30.5, 10, 8, .text("5 failing: \(failures)")],
            ])
    }
}
