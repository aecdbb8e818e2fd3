import Simulator
import Testing

@Suite("Versions of recipes")
struct RecipeVersionTests {
    private static let path = "/api/managed_users/10/recipes/1"

    private func world(version: Int64) -> World {
        let world = plantedWorld()
        world.add(recipe(1), to: .recipes(of: 10))
        let fields: [(String, JSON)] = [
            ("version_no", .integer(version)), ("created_at", "2024-01-01T00:00:00.000-08:00"), ("version_author_name", "Ana"),
            ("version_author_email", "ana@example.com"), ("version_comment", "Last"),
        ]
        for (field, value) in fields { world.set(field, to: value, of: 1, in: .recipes(of: 10)) }
        return world
    }

    @Test("are as many as the recipe's number says, newest first") func list() async throws {
        try await withSimulator(world(version: 130)) { simulator async throws in
            let rows = try await simulator.get(Self.path + "/versions").rows
            #expect(rows.compactMap { $0["version_no"]?.integerValue } == Array((31...130).reversed()))
            #expect(
                rows.first?.members?.map(\.name) == [
                    "id", "version_no", "comment", "author_name", "author_email", "created_at", "updated_at",
                ])
            #expect(rows.first?["author_name"] == "Ana" && rows.first?["comment"] == "Last")
            let rest = try await simulator.get(Self.path + "/versions?page=2").rows
            #expect(rest.last?["version_no"] == 1 && rest.last?["created_at"] == "2024-01-01T00:00:00.000-08:00")
            #expect(Set((rows + rest).compactMap { $0["id"]?.integerValue }).count == 130)
            #expect(try await simulator.get("/api/managed_users/10/recipes/9/versions").status == 404)
        }
    }

    @Test("stay as they are when another is written or the recipe is started") func stable() async throws {
        let world = world(version: 3)
        try await withSimulator(world) { simulator async throws in
            let before = try await simulator.get(Self.path + "/versions").rows
            #expect(try await simulator.put(Self.path, #"{"recipe":{"code":"{\"provider\":\"clock\"}"}}"#).status == 200)
            #expect(try await simulator.put(Self.path + "/start").status == 200)
            let after = try await simulator.get(Self.path + "/versions").rows
            #expect(Array(after.dropFirst()) == before)
            #expect(after.first?["version_no"] == 4 && after.first?["created_at"] == "2024-06-15T05:01:00.000-07:00")
        }
    }

    @Test("that were planted may be any number", arguments: [.null, 0, -5, "x", .integer(Int64.max)] as [JSON])
    func planted(version: JSON) async throws {
        let world = world(version: 1)
        world.set("version_no", to: version, of: 1, in: .recipes(of: 10))
        try await withSimulator(world) { simulator async throws in
            let rows = try await simulator.get(Self.path + "/versions?per_page=100").rows
            #expect(rows.count == (version == 0 || version == -5 ? 0 : version.integerValue == .max ? 100 : 1))
        }
    }
}
