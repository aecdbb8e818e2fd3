import Simulator
import Testing

@Suite("The Developer API of the partner's own workspace")
struct DeveloperAPITests {
    private static let paths = ["recipes", "connections", "folders", "projects", "roles"]

    private func places(_ owner: Int64) -> [Place] {
        [.recipes(of: owner), .connections(of: owner), .folders(of: owner), .projects(of: owner), .roles(of: owner)]
    }

    private func planted() -> World {
        let world = plantedWorld()
        for (id, running) in [(Int64(5), true), (6, false), (7, true)] {
            world.add(recipe(id, running: running, folder: id == 5 ? 902_101 : 1), to: .recipes(of: 0))
        }
        world.add(["id": 1, "name": "x", "parent_id": 902_101, "is_project": true, "project_id": 9], to: .folders(of: 0))
        world.add(["id": 2, "name": "y", "parent_id": 1, "is_project": false, "project_id": 9], to: .folders(of: 0))
        world.add(["id": 9, "name": "x", "folder_id": 1], to: .projects(of: 0))
        world.add(["id": 3, "name": "x", "provider": "slack", "application": "slack", "folder_id": 1], to: .connections(of: 0))
        world.add(["id": 4, "name": "x", "folder_ids": [1]], to: .roles(of: 0))
        world.setProperty("b.c", to: "1", of: 0)
        world.setProperty("a", to: "2", of: 0)
        return world
    }

    @Test("wraps its listings the same way in every era", arguments: Dialect.allCases) func forms(dialect: Dialect) async throws {
        let world = planted()
        try await withSimulator(world, .with { $0.dialect = dialect }) { simulator async throws in
            func text(_ path: String) async throws -> String { try await simulator.get("/api/" + path).text }
            let recipes = (world.records(.recipes(of: 0)) as [JSON]).reversed().map { dialect.shown($0, of: .recipes) }
            #expect(try await text("recipes") == #"{"items":\#(JSON.array(recipes).text)}"#)
            #expect(try await text("recipes/6") == recipes[1].text)
            #expect(try await simulator.get("/api/connections").json.elements?.first?["application"] == "slack")
            #expect(try await simulator.get("/api/folders").json.elements?.first?["id"] == 1)
            let project = #"[{"id":9,"name":"x","folder_id":1}]"#
            #expect(try await text("projects") == (dialect == .year2020 ? #"{"message":"Not found"}"# : project))
            #expect(try await text("roles") == (dialect < .year2024 ? #"[{"id":4,"name":"x","folder_ids":["1"]}]"# : roles))
            #expect(try await text("properties?prefix=") == #"{"b.c":"1","a":"2"}"#)
        }
    }

    private let roles = #"[{"id":4,"name":"x","folder_ids":[1]}]"#

    @Test("filters and pages as a customer's listings do") func filters() async throws {
        try await withSimulator(planted()) { simulator async throws in
            func ids(_ path: String) async throws -> [Int64] {
                let json = try await simulator.get("/api/" + path).json
                return (json["items"] ?? json).elements?.compactMap { $0["id"]?.integerValue } ?? []
            }
            #expect(try await ids("recipes") == [7, 6, 5])
            #expect(try await ids("recipes?per_page=2&page=2") == [5])
            #expect(try await ids("recipes?since_id=7&running=true") == [5])
            #expect(try await ids("recipes?folder_id=902101") == [5])
            #expect(try await ids("recipes?folder_id=902101&with_subfolders=true") == [7, 6, 5])
            #expect(try await ids("connections?folder_id=2") == [])
            #expect(try await ids("connections?provider=slack") == [3])
            #expect(try await ids("folders?parent_id=1") == [2])
            #expect(try await ids("folders?page=2") == [])
            #expect(try await ids("roles?role_name=y") == [])
            #expect(try await simulator.get("/api/properties?prefix=b.").text == #"{"b.c":"1"}"#)
            for path in ["properties?prefix=&project_id=8", "folders?parent_id=101", "recipes/8", "recipes/x"] {
                #expect(try await simulator.get("/api/" + path).status == 404)
            }
        }
    }

    @Test("leaves the search for public recipes where it was") func search() async throws {
        let world = planted()
        world.add(recipe(50), to: .recipes(of: 10))
        try await withSimulator(world) { simulator async throws in
            let found = try await simulator.get("/api/recipes/search?term=recipe").json["items"]?.elements
            #expect(found?.map { $0["id"] } == [50])
        }
    }

    @Test("shows nothing of it among the customers") func apart() async throws {
        let world = planted()
        #expect(world.customerIDs == [10, 20, 30])
        try await withSimulator(world) { simulator async throws in
            #expect(try await simulator.get("/api/managed_users").ids == [10, 20, 30])
            for path in Self.paths {
                #expect(try await simulator.get("/api/managed_users/0/" + path).status == 404)
                #expect(try await simulator.get("/api/managed_users/10/" + path).rows == [])
            }
            let me = try await simulator.get("/api/users/me").json
            #expect(me["recipes_count"] == 3 && me["active_recipes_count"] == 2 && me["root_folder_id"] == 902_101)
        }
    }

    @Test("is read only") func writes() async throws {
        let world = planted()
        let before = places(0).map { world.records($0) }
        try await withSimulator(world) { simulator async throws in
            for path in Self.paths + ["properties"] {
                #expect(try await simulator.post("/api/" + path, #"{"name":"x","properties":{}}"#).status == 404)
                #expect(try await simulator.delete("/api/\(path)/5").status == 404)
            }
            #expect(places(0).map { world.records($0) } == before)
        }
    }
}
