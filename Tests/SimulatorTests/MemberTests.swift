import Simulator
import Testing

@Suite("Members")
struct MemberTests {
    private static let path = "/api/managed_users/10/members"
    private static let ana: JSON = [
        "id": 3_485_434_779, "grant_type": "team", "role_name": "Auditor", "external_id": "UU1", "name": "Ana", "email": "ana@example.com",
        "time_zone": .null,
    ]

    private func world() -> World {
        let world = plantedWorld()
        world.add(Self.ana, to: .members(of: 10))
        world.add(["id": 4, "name": "Auditor", "privileges": ["Recipes": ["view"]]], to: .roles(of: 10))
        return world
    }

    @Test("are listed without pages and shown one by one") func reads() async throws {
        let world = world()
        for id in 1...Int64(120) { world.add(["id": .integer(id), "name": "M"], to: .members(of: 20)) }
        try await withSimulator(world) { simulator async throws in
            #expect(try await simulator.get("/api/managed_users/20/members?page=2&per_page=3").rowIDs == Array(1...120))
            #expect(try await simulator.get("/api/managed_users/30/members").rows == [])
            #expect(try await simulator.get(Self.path + "/3485434779").text == Self.ana.text)
            #expect(try await simulator.get(Self.path + "/1").text == #"{"message":"Not found"}"#)
        }
    }

    @Test("have no path without a customer", arguments: ["members", "members/3485434779"])
    func shortForm(path: String) async throws {
        try await withSimulator(world()) { simulator async throws in
            let reply = try await simulator.get("/api/managed_users/" + path)
            #expect(reply.status == 404 && reply.text == #"{"message":"Not found"}"#)
        }
    }

    @Test("are created, changed and removed") func writes() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let created = try await simulator.post(Self.path, #"{"name":"Bo","role_name":"Operator","external_id":"UU2"}"#)
            let id = try #require(created.json["id"]?.integerValue)
            #expect(id > 1 << 31)
            #expect(
                created.text
                    == #"{"id":\#(id),"role_name":"Operator","time_zone":null,"grant_type":"team","name":"Bo","email":null}"#)
            #expect(world.record(id, in: .members(of: 10))?["external_id"] == "UU2")
            let changed = try await simulator.put(Self.path + "/\(id)", #"{"email":"bo@example.com","external_id":null}"#)
            #expect(changed.json["email"] == "bo@example.com" && changed.json["external_id"] == .null && changed.json["name"] == "Bo")
            #expect(try await simulator.delete(Self.path + "/\(id)").text == #"{"success":true}"#)
            #expect(try await simulator.delete(Self.path + "/\(id)").status == 404)
            #expect(try await simulator.get(Self.path).rowIDs == [3_485_434_779])
        }
    }

    @Test("still have the deprecated singular form") func deprecated() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let path = "/api/managed_users/10/member"
            let created = try await simulator.post(path, #"{"name":"Bo","oauth_id":"AAA:1"}"#)
            let id = try #require(created.json["id"]?.integerValue)
            #expect(created.text == #"{"id":\#(id)}"#)
            #expect(try await simulator.delete(path, #"{"member_id":"\#(id)"}"#).text == #"{"id":\#(id)}"#)
            #expect(try await simulator.delete(path, #"{"member_id":"\#(id)"}"#).status == 404)
            #expect(try await simulator.delete(path).error(of: "member_id") == "can't be blank")
            #expect(try await simulator.post(path, #"{"name":"Bo"}"#).error(of: "oauth_id") == "can't be blank")
            #expect(world.records(.members(of: 10)).count == 1)
        }
    }

    @Test("are invited without becoming members at once") func invitations() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let path = "/api/managed_users/10/member_invitations"
            let body = #"{"name":"Jo","email":"jo@example.com","role_name":"Admin"}"#
            #expect(try await simulator.post(path, body).text == #"{"result":"ok"}"#)
            #expect(try await simulator.post(path, #"{"name":"Jo","role_name":"Admin"}"#).error(of: "email") == "can't be blank")
            #expect(try await simulator.post("/api/managed_users/99/member_invitations", body).status == 404)
            #expect(world.records(.members(of: 10)).count == 1)
        }
    }

    @Test("may do what their role allows") func privileges() async throws {
        let world = world()
        world.add(["id": 5, "name": "Root", "role_name": "Admin"], to: .members(of: 10))
        world.add(["id": 6, "name": "None", "role_name": .null], to: .members(of: 10))
        try await withSimulator(world) { simulator async throws in
            let own = try await simulator.get(Self.path + "/3485434779/privileges")
            #expect(own.text == #"{"result":{"Recipes":["view"]}}"#)
            let all = try await simulator.get(Self.path + "/5/privileges").json["result"]
            #expect(all?["Recipes"] == ["view", "create", "edit", "delete", "run", "test"])
            #expect(try await simulator.get(Self.path + "/6/privileges").text == #"{"result":{}}"#)
            #expect(try await simulator.get(Self.path + "/7/privileges").status == 404)
        }
    }

    @Test(
        "that are wrong are bad requests and change nothing",
        arguments: ["{}", "[]", "{", #"{"name":""}"#, #"{"name":7}"#, #"{"name":"x","email":7}"#])
    func bad(body: String) async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let reply = try await simulator.post(Self.path, body)
            #expect(reply.status == 400 && reply.json["message"]?.stringValue != nil)
            #expect(world.records(.members(of: 10)) == [Self.ana])
            #expect(world.now.utc == "2024-06-15T12:00:00.000Z")
        }
    }
}
