import Simulator
import Testing

@Suite("Roles")
struct RoleTests {
    private static let path = "/api/managed_users/10/roles"

    private func world() -> World {
        let world = plantedWorld()
        for (id, name) in [(Int64(4), "Builder"), (5, "Auditor")] {
            world.add(
                [
                    "id": .integer(id), "name": .string(name), "inheritable": true, "folder_ids": [101],
                    "created_at": "2024-01-01T00:00:00.000-08:00", "updated_at": "2024-01-01T00:00:00.000-08:00",
                    "privileges": ["Recipes": ["view", "run"]],
                ], to: .roles(of: 10))
        }
        return world
    }

    @Test("are listed in pages and found by name") func list() async throws {
        try await withSimulator(world()) { simulator async throws in
            #expect(try await simulator.get(Self.path).rowIDs == [4, 5])
            #expect(try await simulator.get(Self.path + "?page=2&per_page=1").rowIDs == [5])
            #expect(try await simulator.get(Self.path + "?role_name=Builder").rowIDs == [4])
            #expect(try await simulator.get(Self.path + "?role_name=builder").rows == [])
        }
    }

    @Test("are copied into other folders") func copy() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let copied = try await simulator.post(Self.path + "/4/copy", #"{"name":"Builder 2","folder_ids":[101]}"#)
            let id = try #require(copied.json["id"]?.integerValue)
            let time = "2024-06-15T05:01:00.000-07:00"
            #expect(
                copied.text == #"{"id":\#(id),"name":"Builder 2","inheritable":true,"folder_ids":[101],"created_at":"\#(time)","#
                    + #""updated_at":"\#(time)","privileges":{"Recipes":["view","run"]}}"#)
            #expect(world.record(id, in: .roles(of: 10)) == copied.json)
            #expect(try await simulator.post(Self.path + "/4/copy", #"{"name":"Auditor"}"#).error(of: "name") == "has already been taken")
            #expect(try await simulator.post(Self.path + "/4/copy", #"{"folder_ids":[]}"#).error(of: "name") == "can't be blank")
            for folders in ["7", "[7]", "[null]", #""101""#] {
                let reply = try await simulator.post(Self.path + "/4/copy", #"{"name":"New","folder_ids":\#(folders)}"#)
                #expect(reply.error(of: "folder_ids") == "is invalid")
            }
            #expect(try await simulator.post(Self.path + "/9/copy", #"{"name":"New"}"#).status == 404)
            #expect(world.records(.roles(of: 10)).count == 3)
        }
    }

    @Test("name their folders by texts until 2022, then by integers", arguments: Dialect.allCases)
    func folderIDs(dialect: Dialect) async throws {
        let world = World(WorldOptions(customers: 8))
        let customer = try #require(world.customerIDs.first { world.records(.roles(of: $0)).contains { $0["folder_ids"] != [] } })
        try await withSimulator(world, .with { $0.dialect = dialect }) { simulator async throws in
            let ids = try await simulator.get("/api/managed_users/\(customer)/roles").rows.flatMap { $0["folder_ids"]?.elements ?? [] }
            #expect(!ids.isEmpty)
            #expect(ids.allSatisfy { dialect < .year2024 ? $0.stringValue.flatMap { Int64($0) } != nil : $0.integerValue != nil })
        }
    }
}
