import Simulator
import Testing

@Suite("The fields of a dialect")
struct DialectFieldTests {
    private func options(_ dialect: Dialect) -> SimulatorOptions { .with { $0.dialect = dialect } }

    @Test("are those of its era, and no others") func fields() {
        let world = World(WorldOptions(customers: 3))
        let customer = world.records(.customers)[0]
        let all = customer.members?.map(\.name) ?? []
        let old = [
            "id", "external_id", "name", "notification_email", "plan_id", "origin_url", "in_trial", "created_at", "updated_at",
        ]
        func names(_ dialect: Dialect) -> [String]? { dialect.shown(customer, of: .customers).members?.map(\.name) }
        #expect(names(.year2020) == old)
        #expect(names(.year2022) == all.filter { !["time_zone", "team_name"].contains($0) })
        #expect(names(.year2024) == all)
        #expect(names(.year2025) == all.filter { !["task_limit_adjustment", "task_limit"].contains($0) })
        let recipe = world.records(.recipes(of: world.customerIDs[0]))[0]
        #expect(Dialect.year2020.shown(recipe, of: .recipes)["lifetime_task_count"] == nil)
        #expect(Dialect.year2022.shown(recipe, of: .recipes)["project_id"] == nil)
        #expect(Dialect.year2024.shown(recipe, of: .recipes) == recipe)
    }

    @Test("are what `shown` says they are", arguments: Dialect.allCases) func truth(dialect: Dialect) async throws {
        let world = World(WorldOptions(customers: 2))
        let id = world.customerIDs[0]
        try await withSimulator(world, options(dialect)) { simulator async throws in
            func records(_ path: String, _ name: String?) async throws -> [JSON]? {
                let json = try await simulator.get("/api/" + path).json
                return (name.flatMap { json[$0] } ?? json).elements
            }
            let customers = world.records(.customers).map { dialect.shown($0, of: .customers) }
            #expect(try await records("managed_users", "result") == customers)
            let connections = world.records(.connections(of: id)).map { dialect.shown($0, of: .connections) }
            #expect(try await records("managed_users/\(id)/connections", "result") == connections)
            let connectors = world.connectors.map { dialect.shown($0, of: .integrations) }
            #expect(try await records("integrations", "items") == connectors)
            let alone = try await simulator.get("/api/managed_users/\(id)").json
            #expect(try alone == dialect.shown(#require(world.record(id, in: .customers)), of: .customers, alone: true))
        }
    }

    @Test("of 2020 misspell the external id of a customer asked for alone, and have times in UTC") func slips() async throws {
        let world = plantedWorld()
        world.set("origin_url", to: "https://x.example.com", of: 20, in: .customers)
        world.add(["id": 1, "created_at": "2024-06-15T05:00:00.000-07:00", "updated_at": .null], to: .connections(of: 20))
        try await withSimulator(world, options(.year2020)) { simulator async throws in
            #expect(try await simulator.get("/api/managed_users/20").text == #"{"id":20,"exteranl_id":"A2300","name":"Twenty"}"#)
            #expect(try await simulator.get("/api/managed_users").result[1]["external_id"] == "A2300")
            #expect(try await simulator.get("/api/managed_users").result[1]["origin_url"] == "https://x.example.com")
            let text = try await simulator.get("/api/managed_users/20/connections").text
            #expect(text == #"{"result":[{"id":1,"created_at":"2024-06-15T12:00:00.000Z","updated_at":null}]}"#)
        }
    }

    @Test("have tags only where they are asked for, and from 2024 on", arguments: Dialect.allCases)
    func tags(dialect: Dialect) async throws {
        let world = plantedWorld()
        world.add(["id": 1, "tags": ["prod"]], to: .connections(of: 20))
        world.add(["id": 2], to: .connections(of: 20))
        try await withSimulator(world, options(dialect)) { simulator async throws in
            let path = "/api/managed_users/20/connections"
            #expect(try await simulator.get(path).text == #"{"result":[{"id":1},{"id":2}]}"#)
            let tagged = #"{"result":[{"id":1,"tags":["prod"]},{"id":2,"tags":[]}]}"#
            #expect(
                try await simulator.get(path + "?includes[]=tags").text
                    == (dialect < .year2024 ? #"{"result":[{"id":1},{"id":2}]}"# : tagged))
        }
    }

    @Test("have other types in older eras") func types() {
        #expect(Dialect.year2020.shown(["id": "j-x", "started_at": "2024-06-15T05:00:00-07:00"], of: .jobs)["id"]?.integerValue != nil)
        #expect(Dialect.year2022.shown(["folder_ids": [7, "8"]], of: .roles) == ["folder_ids": ["7", "8"]])
        #expect(Dialect.year2024.shown(["folder_ids": [7]], of: .roles) == ["folder_ids": [7]])
    }
}
