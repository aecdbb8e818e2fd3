import Testing
import Values

@testable import Reports

@Suite("A report over all customers answers")
struct PartnerReportTests {
    let path: String

    init() throws { path = try Fixture.mirror() }

    @Test("what each has: members only where they were listed, the biggest user first") func overview() throws {
        let rows = try Fixture.rows(ofReport: "customer-overview", in: path)
        #expect(
            rows == [
                [8, "Böhm, GmbH", "2024-01", 2, 0, 4, 2, nil, 900], [7, "Acme", nil, 2, 1, 3, 1, 4, nil],
                [10, "Cobalt", nil, 1, 1, 1, 0, 1, nil],
            ])
    }

    @Test("who came and went, also in months without either, and nothing of it before it was seen") func gainedAndLost() throws {
        let given = ["from": "2024-01", "to": "2024-03"]
        let rows = try Fixture.rows(ofReport: "customers-gained-and-lost", given: given, in: path)
        #expect(
            rows == [
                ["2024-01", 1, 0, 4, 0.0, nil], ["2024-02", 0, 0, 4, 0.0, nil], ["2024-03", 0, 1, 3, 25.0, "Gone Inc"],
            ])
        let past = try Fixture.rows(ofReport: "customers-gained-and-lost", given: given, asOf: 2, in: path)
        #expect(past.map { $0[3] } == [4, 4, 4])
    }

    @Test("who may leave, and why") func atRisk() throws {
        let rows = try Fixture.rows(ofReport: "customers-at-risk", in: path)
        #expect(rows == [[8, "Böhm, GmbH", 1, 20, 10, "nothing runs"]])
        let impatient = try Fixture.rows(ofReport: "customers-at-risk", given: ["days": "1", "percent": "500"], in: path)
        #expect(
            impatient == [
                [7, "Acme", 2, 150, 33, "no job for 2 days; usage fell"], [8, "Böhm, GmbH", 2, 20, 10, "nothing runs; usage fell"],
            ])
    }

    /// 13 days, 1 hour and 30 seconds of 31 days have passed.
    @Test("who comes near the limit, and what the period will come to") func nearLimit() throws {
        let rows = try Fixture.rows(ofReport: "customers-near-task-limit", in: path)
        #expect(rows == [[8, "Böhm, GmbH", 900, 1000, 90.0, 2139, 214.0, "2024-04-01"]])
        #expect(try Fixture.rows(ofReport: "customers-near-task-limit", given: ["percent": "215"], in: path).isEmpty)
    }

    @Test("which connections were broken from when to when, what goes on and what is over") func outages() throws {
        let rows = try Fixture.rows(ofReport: "connection-outages", in: path)
        let going: [[StoredValue]] = [
            [8, "Böhm, GmbH", 51, "Jira", "jira", "2024-02-01", nil, 42.0], [7, "Acme", 50, "SAP", "sap", "2024-03-13", nil, 1.0],
        ]
        #expect(rows == going)
        let columns = "managed_user_id, id, name, authorization_status"
        let over =
            FixtureRows.closed(
                "connections", columns, "10, 61, 'ERP', 'failed', 1, 2, 'update'", "10, 61, 'ERP', 'exception', 2, 3, 'update'")
            + [FixtureRows.insert("connections", columns + ", _valid_from", "10, 61, 'ERP', 'success', 3")]
        let more = try Fixture.rows(ofReport: "connection-outages", in: try Fixture.mirror(of: FixtureRows.all + over))
        #expect(more == [going[0], [10, "Cobalt", 61, "ERP", nil, "2024-03-12", "2024-03-14", 2.0], going[1]])
    }

    @Test("which version of a recipe how many have") func rollouts() throws {
        let rows = try Fixture.rows(ofReport: "recipe-rollouts", in: path)
        #expect(rows == [["Orders", 2, 1, 50.0, 1, 1, nil], ["Orders", 1, 1, 50.0, 1, 0, nil]])
    }

    @Test("which recipes are on and have had no job for long") func idle() throws {
        #expect(try Fixture.rows(ofReport: "idle-recipes", in: path) == [[10, "Cobalt", 120, "Orders", nil, nil, 438, nil]])
        #expect(try Fixture.rows(ofReport: "idle-recipes", given: ["days": "439"], in: path).isEmpty)
    }

    @Test("what the latest runs have cost") func cost() throws {
        let rows = try Fixture.rows(ofReport: "sync-cost-by-resource", given: ["runs": "1"], in: path)
        #expect(
            rows == [
                ["recipes", 1, 2, 2, 40.0, 6, 0, 0], ["api_clients", 1, 1, 1, 20.0, 3, 0, 0],
                ["connections", 1, 1, 1, 20.0, 3, 0, 0], ["managed_users", 1, 1, 1, 20.0, 3, 0, 0],
            ])
    }
}
