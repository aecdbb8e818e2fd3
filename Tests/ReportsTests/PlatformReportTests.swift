import Testing

@testable import Reports

@Suite("A report on the API platform or connectors answers")
struct PlatformReportTests {
    let path: String

    init() throws { path = try Fixture.mirror() }

    @Test("active endpoints that no recipe answers, and why") func endpoints() throws {
        let rows = try Fixture.rows(ofReport: "api-endpoints-without-recipe", in: path)
        #expect(
            rows == [
                [0, "(own workspace)", 1, "not mirrored", 1, "Own", "GET /own"], [7, "Acme", 110, "unknown", 0, nil, "GET /new"],
                [7, "Acme", nil, "none", 1, "Orders", "/none"], [7, "Acme", 109, "gone", 1, "Orders", "GET /old"],
                [7, "Acme", 101, "stopped", 1, "Orders", "POST /bills"],
            ])
        // Bills ran until the second run, and Old was there.
        let past = try Fixture.rows(ofReport: "api-endpoints-without-recipe", given: ["managed_user": "7"], asOf: 1, in: path)
        #expect(past.map { $0[3] } == ["unknown", "none"])
    }

    @Test("which client may call which collection") func access() throws {
        let rows = try Fixture.rows(ofReport: "api-access", in: path)
        #expect(
            rows == [
                [0, "(own workspace)", "Own client", "Own", nil, nil, "Own key"], [7, "Acme", "42", nil, 1, "token", "Nothing"],
                [7, "Acme", "Old shop", "21", 0, "oauth2", "Former"], [7, "Acme", "Old shop", "Orders 1.0", 0, "oauth2", "Former"],
                [7, "Acme", "Shop", "Orders 1.0", 1, "token", "Key"], [7, "Acme", "Shop", "Orders 1.0", 1, "jwt", "Second key"],
            ])
        let inactive = try Fixture.rows(ofReport: "api-access", given: ["active": "no"], in: path)
        #expect(inactive.map { $0[6] } == ["Former", "Former"])
    }

    @Test("who uses which connector") func connectors() throws {
        let rows = try Fixture.rows(ofReport: "connectors-in-use", in: path)
        #expect(
            rows == [
                [3, 1, 2, nil, "custom", "my_crm"], [2, 3, 3, 1, "platform", "sap"], [1, 1, 1, 0, "platform", "slack"],
                [1, 1, 0, nil, nil, "jira"],
            ])
        let deprecated = try Fixture.rows(ofReport: "connectors-in-use", given: ["deprecated": "yes", "managed_user": "8"], in: path)
        #expect(deprecated == [[1, 0, 1, 1, "platform", "sap"]])
    }

    @Test("which releases are not shared") func releases() throws {
        let rows = try Fixture.rows(ofReport: "custom-connector-releases", in: path)
        #expect(
            rows == [
                [nil, nil, "not released", 0, 0, 0, "Draft", "draft"], [2, 2, "current", 0, 0, 0, "ERP", "erp"],
                [4, 3, "behind", 2, 3, 2, "My CRM", "my_crm"], [1, nil, "not shared", 0, 0, 0, "POS", "pos"],
            ])
        let all = try Fixture.rows(ofReport: "custom-connector-releases", given: ["from": "2023-01-01"], in: path)
        #expect(all.map { $0[3] } == [0, 1, 3, 0])
    }

    @Test("which recipes have steps that use a deprecated operation, in the code of their present version") func deprecated() throws {
        let rows = try Fixture.rows(ofReport: "deprecated-operations-in-use", in: path)
        #expect(
            rows == [
                [7, "Acme", 100, 1, 1, "sap", "new_idoc", "Orders"], [7, "Acme", 100, 1, 2, "sap", "post_idoc", "Orders"],
            ])
        // What customer 8 has now is deprecated as an action only.
        let past = try Fixture.rows(ofReport: "deprecated-operations-in-use", given: ["managed_user": "8"], asOf: 1, in: path)
        #expect(past == [[8, "Böhm, GmbH", 101, 0, 1, "sap", "new_idoc", "Draft"]])
    }
}
