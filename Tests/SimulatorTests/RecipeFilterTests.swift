import Simulator
import Testing

@Suite("Filters of recipes")
struct RecipeFilterTests {
    private static let path = "/api/managed_users/10/recipes"

    private func world() -> World {
        let world = plantedWorld()
        world.add(["id": 1, "name": "A", "parent_id": 101], to: .folders(of: 10))
        world.add(["id": 2, "name": "B", "parent_id": 1], to: .folders(of: 10))
        for (id, folder) in [(Int64(11), Int64(1)), (12, 2), (13, 101), (14, 2)] {
            world.add(recipe(id, folder: folder), to: .recipes(of: 10))
        }
        let fields: [(Int64, String, JSON)] = [
            (11, "applications", ["slack", "jira"]), (12, "applications", ["slack"]), (13, "applications", .null),
            (11, "stop_cause", "trial_expired"), (12, "stop_cause", "action_quota_limit"),
            (11, "stopped_at", "2024-06-10T00:00:00.000-07:00"), (12, "stopped_at", "2024-06-11T00:00:00.000-07:00"),
            (11, "last_run_at", "2024-06-09T00:00:00.000-07:00"), (13, "last_run_at", "2024-06-08T00:00:00.000-07:00"),
        ]
        for (id, field, value) in fields { world.set(field, to: value, of: id, in: .recipes(of: 10)) }
        return world
    }

    @Test(
        "choose and order",
        arguments: [
            ("folder_id=1", [11]), ("folder_id=1&with_subfolders=true", [14, 12, 11]), ("folder_id=1&with_subfolders=false", [11]),
            ("folder_id=101&with_subfolders=true", [14, 13, 12, 11]), ("folder_id=99&with_subfolders=true", []),
            ("adapter_names_any=jira,box", [11]), ("adapter_names_any=jira,%20slack", [12, 11]), ("adapter_names_all=jira,slack", [11]),
            ("adapter_names_all=slack", [12, 11]), ("adapter_names_any=box", []), ("stop_cause=trial_expired", [11]),
            ("stop_cause=none", []), ("stopped_after=2024-06-10T07:00:00Z", [12]), ("stopped_after=2024-06-10T06:59:59Z", [12, 11]),
            ("order=activity", [11, 13, 14, 12]), ("order=default", [14, 13, 12, 11]), ("order=activity&per_page=1&page=2", [13]),
            ("order=activity&stop_cause=trial_expired", [11]), ("active=true", []), ("since_id=13&adapter_names_any=slack", [12, 11]),
        ] as [(String, [Int64])])
    func filters(query: String, ids: [Int64]) async throws {
        try await withSimulator(world()) { simulator async throws in
            #expect(try await simulator.get(Self.path + "?" + query).rowIDs == ids)
        }
    }

    @Test("that are no moments are bad requests") func moments() async throws {
        try await withSimulator(world()) { simulator async throws in
            #expect(try await simulator.get(Self.path + "?stopped_after=yesterday").text == #"{"message":"Bad request"}"#)
        }
    }

    @Test("add tags only when asked") func tags() async throws {
        let world = world()
        world.set("tags", to: ["vip"], of: 14, in: .recipes(of: 10))
        try await withSimulator(world) { simulator async throws in
            let rows = try await simulator.get(Self.path + "?includes%5B%5D=tags").rows
            #expect(rows.map { $0["tags"] } == [["vip"], [], [], []])
            #expect(try await simulator.get(Self.path + "?includes%5B%5D=other").rows.last?["tags"] == nil)
        }
    }

    @Test("of the public search count their pages from 0") func search() async throws {
        let world = world()
        for id in 1...Int64(30) { world.add(recipe(id), to: .recipes(of: 20)) }
        try await withSimulator(world) { simulator async throws in
            #expect(try await simulator.get("/api/recipes/search").rowIDs == Array(11...14) + Array(1...16))
            #expect(try await simulator.get("/api/recipes/search?page=1&per_page=99").rowIDs == Array(17...30))
            #expect(try await simulator.get("/api/recipes/search?term=RECIPE%2013").rowIDs == [13, 13])
            let body = try await simulator.send(.GET, "/api/recipes/search?per_page=2", #"{"applications":"slack"}"#)
            #expect(body.rowIDs == [11, 12])
            #expect(body.rows.first?["code"] == nil && body.rows.first?["name"] == "Recipe 11")
            #expect(try await simulator.get("/api/recipes/search?page=9223372036854775807").rows == [])
        }
    }
}
