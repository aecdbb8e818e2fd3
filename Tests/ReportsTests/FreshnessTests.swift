import Testing
import Values

@testable import Reports

@Suite("The freshness of resources")
struct FreshnessTests {
    let path: String

    init() throws { path = try Fixture.mirror() }

    private static let first: StoredValue = "2024-03-12T01:00:00.000Z"
    private static let second: StoredValue = "2024-03-13T01:00:00.000Z"
    private static let third: StoredValue = "2024-03-14T01:00:00.000Z"

    @Test("is by the last complete listing of each scope, and by its newest attempt") func now() throws {
        let rows = try Fixture.rows(ofReport: "resource-freshness", in: path)
        #expect(
            rows == [
                ["api_clients", 2, 0, 0, 1, Self.first, Self.third], ["connections", 2, 0, 1, 0, Self.first, Self.third],
                ["folders", 2, 1, 1, 0, Self.second, Self.second], ["lookup_tables", 1, 0, 0, 0, Self.first, Self.first],
                ["managed_users", 1, 0, 0, 0, Self.third, Self.third], ["members", 3, 1, 1, 0, Self.first, Self.first],
                ["properties", 3, 0, 0, 0, Self.first, Self.first], ["recipes", 2, 0, 0, 0, Self.third, Self.third],
                ["roles", 3, 1, 0, 1, Self.first, Self.first],
            ])
    }

    @Test("as of a past run knows nothing of later ones") func past() throws {
        let rows = try Fixture.rows(ofReport: "resource-freshness", asOf: 1, in: path)
        #expect(
            rows.filter { ["api_clients", "connections", "folders", "recipes", "members"].contains($0[0]) } == [
                ["api_clients", 2, 1, 0, 1, Self.first, Self.first], ["connections", 2, 0, 0, 0, Self.first, Self.first],
                ["members", 2, 0, 0, 0, Self.first, Self.first], ["recipes", 1, 0, 0, 0, Self.first, Self.first],
            ])
        let recipes = try Fixture.rows(ofReport: "resource-freshness", given: ["resource": "recipes"], asOf: 2, in: path)
        #expect(recipes == [["recipes", 2, 1, 1, 0, Self.first, Self.first]])
    }
}
