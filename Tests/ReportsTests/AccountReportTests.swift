import Testing

@testable import Reports

@Suite("A report on customers' accounts answers")
struct AccountReportTests {
    let path: String

    init() throws { path = try Fixture.mirror() }

    @Test("who works where, and whether the role is the customer's own, unless that is not known") func members() throws {
        let rows = try Fixture.rows(ofReport: "members-by-customer", in: path)
        #expect(
            rows == [
                [7, "Acme", "Admin", 0, "team", "Bob", "bob@acme.test"],
                [7, "Acme", "Admin", 0, "federation_manager", "Pat", "pat@partner.test"],

                [7, "Acme", "Auditor", 1, "team", "Ann", "ann@acme.test"],
                [7, "Acme", #"[{"environment":"dev","name":"Runner"}]"#, nil, "team", "Dee", nil],
                [10, "Cobalt", "Auditor", nil, "team", "Cy", nil],
            ])
        let managers = try Fixture.rows(ofReport: "members-by-customer", given: ["grant": "federation_manager"], in: path)
        #expect(managers.map { $0[5] } == ["Pat"])
    }

    @Test("what roles allow, also those that nobody has or that allow nothing") func roles() throws {
        let rows = try Fixture.rows(ofReport: "role-privileges", in: path)
        #expect(
            rows == [
                [7, "Acme", 5, "Auditor", 1, "Connections", "create, read"], [7, "Acme", 5, "Auditor", 1, "Recipes", "read"],
                [7, "Acme", 6, "Runner", 1, "Recipes", "run"], [7, "Acme", 7, "Empty", 0, nil, nil],
                [8, "Böhm, GmbH", 5, "Auditor", nil, "Recipes", "delete"],
            ])
        #expect(try Fixture.rows(ofReport: "role-privileges", given: ["managed_user": "8"], in: path).count == 1)
    }

    @Test("the whole way to each folder, past circles and unknown parents") func folders() throws {
        let rows = try Fixture.rows(ofReport: "folder-tree", in: path)
        #expect(
            rows == [
                [7, 70, 0, 1, 0, nil, "/"], [7, 71, 1, 0, 1, "Selling", "/Sales"], [7, 72, 2, 1, 0, "Selling", "/Sales/Orders"],
                [7, 78, 2, 0, 0, "Selling", "/Sales/Orders"], [7, 75, nil, 0, 0, nil, "?/A"], [7, 76, nil, 0, 0, nil, "?/B"],
                [7, 77, nil, 0, 0, nil, "?/C"], [7, 73, nil, 0, 0, nil, "?/Lost"], [7, 74, nil, 0, 0, nil, "?/Lost/Below"],
                [8, 81, 1, 1, 0, "Leading", "/Leads"], [8, 82, 2, 0, 0, "Leading", "/Leads/Sub"], [8, 83, nil, 0, 0, nil, "?/Adrift"],
            ])
        #expect(try Fixture.rows(ofReport: "folder-tree", given: ["managed_user": "8"], in: path) == Array(rows.suffix(3)))
        #expect(try Fixture.rows(ofReport: "folder-tree", asOf: 1, in: path).map(\.[1]) == rows.map(\.[1]))
    }

    @Test("how many customers have or lack a property, and how alike it is") func properties() throws {
        let rows = try Fixture.rows(ofReport: "properties-across-customers", in: path)
        #expect(rows == [[2, 1, 1, 0, "limit"], [3, 0, 3, 1, "region"], [1, 2, 1, 0, "sys"]])
        #expect(try Fixture.rows(ofReport: "properties-across-customers", given: ["name": "sys"], in: path) == [[1, 2, 1, 0, "sys"]])
    }

    @Test("which lookup tables have other columns, or the same in another order, elsewhere") func lookupTables() throws {
        let rows = try Fixture.rows(ofReport: "lookup-tables-drift", in: path)
        #expect(
            rows == [
                ["Rates", 2, #"["Code string","Rate number"]"#, "7 10"], ["Rates", 1, #"["Rate number","Code string"]"#, "8"],
            ])
        #expect(try Fixture.rows(ofReport: "lookup-tables-drift", given: ["table": "Codes"], in: path).isEmpty)
    }

    @Test("connections without a recipe, unless a parent is used or the recipes are not known") func orphans() throws {
        let rows = try Fixture.rows(ofReport: "connections-orphaned", in: path)
        #expect(
            rows == [
                [7, "Acme", 55, "sap", nil, "SAP of Bob"], [8, "Böhm, GmbH", 52, nil, "2024-02-02T00:00:00.000Z", "Back again"],
                [8, "Böhm, GmbH", 53, nil, nil, "Never"], [8, "Böhm, GmbH", 50, "slack", nil, "Slack"],
            ])
        #expect(try Fixture.rows(ofReport: "connections-orphaned", given: ["managed_user": "10"], in: path).isEmpty)
    }
}
