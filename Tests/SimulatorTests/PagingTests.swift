import Simulator
import Testing

@Suite("Listings")
struct PagingTests {
    private func world(recipes: Int64) -> World {
        let world = plantedWorld()
        for id in 1...recipes { world.add(recipe(id, running: id % 2 == 0, folder: id % 3), to: .recipes(of: 10)) }
        return world
    }

    @Test("of recipes come newest first, a hundred a page, whatever is asked for")
    func recipePages() async throws {
        try await withSimulator(world(recipes: 250)) { simulator async throws in
            let path = "/api/managed_users/10/recipes"
            #expect(try await simulator.get(path).ids == Array((151...250).reversed()))
            #expect(try await simulator.get(path + "?per_page=500").ids.count == 100)
            #expect(try await simulator.get(path + "?per_page=0").ids.count == 100)
            #expect(try await simulator.get(path + "?page=3").ids == Array((1...50).reversed()))
            #expect(try await simulator.get(path + "?page=0&per_page=1").ids == [250])
            #expect(try await simulator.get(path + "?page=-2&per_page=1").ids == [250])
            #expect(try await simulator.get(path + "?page=two&per_page=1&nonsense=1").ids == [250])
            #expect(try await simulator.get(path + "?page=4").text == "{\"result\":[]}")
            #expect(try await simulator.get(path + "?page=9223372036854775807&per_page=100").text == "{\"result\":[]}")
        }
    }

    @Test("of recipes go on below since_id")
    func sinceID() async throws {
        try await withSimulator(world(recipes: 250)) { simulator async throws in
            let path = "/api/managed_users/10/recipes?per_page=2&since_id="
            #expect(try await simulator.get(path + "151").ids == [150, 149])
            #expect(try await simulator.get(path + "2").ids == [1])
            #expect(try await simulator.get(path + "1").ids == [])
        }
    }

    @Test("of recipes can be filtered and left without code")
    func filters() async throws {
        let world = world(recipes: 6)
        world.set("updated_at", to: "2024-06-10T00:00:00.000-07:00", of: 3, in: .recipes(of: 10))
        try await withSimulator(world) { simulator async throws in
            let path = "/api/managed_users/10/recipes"
            #expect(try await simulator.get(path + "?running=true").ids == [6, 4, 2])
            #expect(try await simulator.get(path + "?folder_id=1").ids == [4, 1])
            #expect(try await simulator.get(path + "?updated_after=2024-06-10T06:59:59Z").ids == [3])
            #expect(try await simulator.get(path + "?updated_after=2024-06-10T07:00:00Z").ids == [])
            #expect(try await simulator.get(path + "?updated_after=yesterday").status == 400)
            #expect(try await simulator.get(path + "?exclude_code").result.allSatisfy { $0["code"] == nil })
            #expect(try await simulator.get(path).result.allSatisfy { $0["code"] == "{}" })
        }
    }

    @Test("of lookup rows have 500 a page, at most 1000, and filter by label")
    func rows() async throws {
        let world = plantedWorld()
        world.add(["id": 5, "name": "Codes", "schema": "[]"], to: .lookupTables(of: 20))
        for id in 1...Int64(1100) {
            world.add(["id": .integer(id), "data": ["Country code": .string("C\(id)")]], to: .rows(of: 20, table: 5))
        }
        try await withSimulator(world) { simulator async throws in
            let path = "/api/managed_users/20/lookup_tables/5"
            #expect(try await simulator.get(path + "/rows").ids.count == 500)
            #expect(try await simulator.get(path + "/rows?per_page=5000").ids == Array(1...1000))
            #expect(try await simulator.get(path + "/rows?page=3").ids == Array(1001...1100))
            #expect(try await simulator.get(path + "/rows?by%5BCountry+code%5D=C7").ids == [7])
            #expect(try await simulator.get(path + "/rows/7").json["data"]?["Country code"] == "C7")
            #expect(try await simulator.get(path + "/lookup?by%5BCountry%20code%5D=C9").json["id"] == 9)
            #expect(try await simulator.get(path + "/lookup?by%5BCountry%20code%5D=none").text == "{\"message\":\"Not found\"}")
        }
    }

    @Test("of connections have no pages")
    func connections() async throws {
        let world = plantedWorld()
        for id in 1...Int64(120) {
            world.add(
                ["id": .integer(id), "provider": id == 7 ? "jira" : "slack", "folder_id": .integer(id / 100)], to: .connections(of: 10))
        }
        try await withSimulator(world) { simulator async throws in
            let path = "/api/managed_users/10/connections"
            #expect(try await simulator.get(path + "?page=2&per_page=10").ids == Array(1...120))
            #expect(try await simulator.get(path + "?provider=jira").ids == [7])
            #expect(try await simulator.get(path + "?folder_id=1").ids == Array(100...120))
        }
    }

    @Test("of customers work with and without a slash at the end")
    func customers() async throws {
        try await withSimulator(plantedWorld()) { simulator async throws in
            #expect(try await simulator.get("/api/managed_users").ids == [10, 20, 30])
            #expect(try await simulator.get("/api/managed_users/?per_page=1&page=2").ids == [20])
        }
    }
}
