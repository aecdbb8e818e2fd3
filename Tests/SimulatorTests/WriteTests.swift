import Simulator
import Testing

@Suite("Writes")
struct WriteTests {
    private func world() -> World {
        let world = plantedWorld()
        world.add(recipe(1, running: true), to: .recipes(of: 10))
        world.add(recipe(2), to: .recipes(of: 10))
        world.set("trigger_application", to: .null, of: 2, in: .recipes(of: 10))
        world.add(["id": 7, "name": "Slack", "authorization_status": "success", "authorization_error": .null], to: .connections(of: 10))
        world.add(["id": 5, "name": "Codes", "schema": "[{\"label\":\"Code\"},{\"label\":\"Name\"}]"], to: .lookupTables(of: 10))
        world.add(["id": 50, "data": ["Code": "DE"]], to: .rows(of: 10, table: 5))
        return world
    }

    @Test("stop and start a recipe, one minute each") func startAndStop() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let path = "/api/managed_users/10/recipes"
            #expect(try await simulator.send(.PUT, path + "/1/stop").text == "{\"success\":true}")
            #expect(world.record(1, in: .recipes(of: 10))?["stopped_at"] == "2024-06-15T05:01:00.000-07:00")
            #expect(try await simulator.send(.PUT, path + "/1/start").text == "{\"success\":true}")
            #expect(world.record(1, in: .recipes(of: 10))?["running"] == true)
            #expect(world.record(1, in: .recipes(of: 10))?["updated_at"] == "2024-06-15T05:02:00.000-07:00")
            #expect(try await simulator.send(.PUT, path + "/2/start").json["success"] == false)
            #expect(try await simulator.send(.PUT, path + "/9/start").status == 404)
        }
    }

    @Test("create, change and delete a recipe") func recipes() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let path = "/api/managed_users/10/recipes"
            let code = #"{\"provider\":\"jira\",\"block\":[{\"keyword\":\"action\",\"provider\":\"slack\"}]}"#
            let created = try await simulator.send(.POST, path, #"{"recipe":{"name":"New \u00e9","code":"\#(code)","config":"[]"}}"#)
            let id = try #require(created.json["id"]?.integerValue)
            #expect(try await simulator.get(path + "/\(id)").json["applications"] == ["jira", "slack"])
            #expect(try await simulator.get(path).ids == [id, 2, 1])
            #expect(try await simulator.send(.PUT, path + "/\(id)", #"{"recipe":{"name":"Other","code":"{}"}}"#).status == 200)
            #expect(world.record(id, in: .recipes(of: 10))?["version_no"] == 2)
            #expect(try await simulator.send(.DELETE, path + "/\(id)").status == 200)
            #expect(try await simulator.get(path + "/\(id)").status == 404)
            #expect(try await simulator.send(.PUT, path + "/1", #"{"recipe":{"name":"Running"}}"#).status == 400)
        }
    }

    @Test(
        "that are wrong are bad requests and change nothing",
        arguments: [
            "", "{", "[]", "{\"recipe\":1}", "{\"recipe\":{}}", "{\"recipe\":{\"name\":7}}", "{\"recipe\":{\"name\":\"x\",\"code\":\"{\"}}",
            "{\"recipe\":{\"name\":\"x\",\"config\":\"{}\"}}", "\u{FF}",
        ])
    func bad(body: String) async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let reply = try await simulator.send(.POST, "/api/managed_users/10/recipes", body)
            #expect(reply.status == 400 && reply.json["message"]?.stringValue != nil)
            #expect(world.records(.recipes(of: 10)).count == 2)
            #expect(world.now.utc == "2024-06-15T12:00:00.000Z")
        }
    }

    @Test("delete a customer with all that it owns") func deleteCustomer() async throws {
        try await withSimulator(world()) { simulator async throws in
            #expect(try await simulator.send(.DELETE, "/api/managed_users/10").text == "{\"success\":true}")
            for child in ["", "/recipes", "/recipes/1", "/connections", "/lookup_tables", "/lookup_tables/5/rows"] {
                #expect(try await simulator.get("/api/managed_users/10" + child).status == 404)
            }
            #expect(try await simulator.get("/api/managed_users").ids == [20, 30])
        }
    }

    @Test("create and change a customer") func customers() async throws {
        try await withSimulator(world()) { simulator async throws in
            let body = #"{"name":"New","notification_email":"a@example.com","external_id":"n/1"}"#
            let created = try await simulator.send(.POST, "/api/managed_users", body)
            #expect(created.json["created_at"] == "2024-06-15T05:01:00.000-07:00")
            #expect(try await simulator.send(.PUT, "/api/managed_users/En%2F1", #"{"name":"Newer"}"#).json["name"] == "Newer")
            #expect(
                try await simulator.send(.POST, "/api/managed_users", body).json["errors"]?["external_id"] == ["has already been taken"])
            #expect(try await simulator.send(.POST, "/api/managed_users", "{}").json["errors"]?["name"] == ["can't be blank"])
        }
    }

    @Test("add, change and delete rows") func rows() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let path = "/api/managed_users/10/lookup_tables/5/rows"
            let added = try await simulator.send(.POST, path, #"{"data":{"Code":"FR","Name":null}}"#)
            let id = try #require(added.json["id"]?.integerValue)
            #expect(try await simulator.send(.PUT, path + "/50", #"{"data":{"Name":"Germany"}}"#).status == 200)
            #expect(world.record(50, in: .rows(of: 10, table: 5))?["data"] == ["Code": "DE", "Name": "Germany"])
            #expect(try await simulator.send(.DELETE, path + "/\(id)").status == 200)
            #expect(try await simulator.get(path).ids == [50])
            #expect(try await simulator.send(.POST, path, #"{"data":{"Other":"FR"}}"#).status == 400)
        }
    }

    @Test("break and delete a connection") func connections() async throws {
        try await withSimulator(world()) { simulator async throws in
            let path = "/api/managed_users/10/connections/7"
            let body = #"{"authorization_status":"failed","authorization_error":"expired"}"#
            let broken = try await simulator.send(.PUT, path, body)
            #expect(broken.json["authorization_status"] == "failed" && broken.json["connection_lost_reason"] == "expired")
            #expect(try await simulator.send(.PUT, path, #"{"authorization_status":"maybe"}"#).status == 400)
            #expect(try await simulator.send(.DELETE, path).status == 200)
            #expect(try await simulator.get("/api/managed_users/10/connections").ids == [])
        }
    }

    @Test("let days pass") func advance() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let reply = try await simulator.send(.POST, "/simulator/advance?days=3", headers: [:])
            #expect(reply.json["now"] == "2024-06-18T05:00:00.000-07:00")
            let tasks = try #require(world.record(1, in: .recipes(of: 10))?["lifetime_task_count"]?.integerValue)
            #expect(tasks > 0)
            #expect(world.usage.first == UsageCount(managedUserID: 10, month: Month(year: 2024, month: 6), taskCount: tasks))
            #expect(try await simulator.send(.POST, "/simulator/advance?days=x").status == 400)
        }
    }
}
