import Simulator
import Testing

@Suite("Connections")
struct PicklistTests {
    private static let path = "/api/managed_users/10/connections"

    private func world() -> World {
        let world = plantedWorld()
        let connections: [JSON] = [
            ["id": 1, "provider": "slack", "authorization_status": "success", "external_id": "c/1", "parent_id": .null, "folder_id": 5],
            ["id": 2, "provider": "slack", "authorization_status": "failed", "parent_id": 1, "tags": ["vip"]],
            ["id": 3, "provider": .null, "authorization_status": "success"],
        ]
        for connection in connections { world.add(connection, to: .connections(of: 10)) }
        return world
    }

    @Test(
        "can be filtered",
        arguments: [
            ("", [1, 2, 3]), ("?parent_id=1", [2]), ("?external_id=c%2F1", [1]), ("?include_runtime_connections=true", [1, 2, 3]),
            ("?include_runtime_connections=false", [1, 3]), ("?provider=slack&parent_id=1", [2]), ("?folder_id=5", [1]),
            ("?folder_id=x", [1, 2, 3]),
        ] as [(String, [Int64])])
    func filters(query: String, ids: [Int64]) async throws {
        try await withSimulator(world()) { simulator async throws in
            #expect(try await simulator.get(Self.path + query).rowIDs == ids)
        }
    }

    @Test("can be filtered in the body, and show tags when asked") func body() async throws {
        try await withSimulator(world()) { simulator async throws in
            #expect(try await simulator.send(.GET, Self.path, #"{"parent_id":1}"#).rowIDs == [2])
            #expect(try await simulator.send(.GET, Self.path, #"{"include_runtime_connections":"false"}"#).rowIDs == [1, 3])
            #expect(try await simulator.send(.GET, Self.path, #"{"includes":["tags"]}"#).rows.map { $0["tags"] } == [[], ["vip"], []])
            #expect(try await simulator.get(Self.path + "?includes%5B%5D=tags").rows.map { $0["tags"] } == [[], ["vip"], []])
            #expect(try await simulator.send(.GET, Self.path, #"{"provider":[]}"#).error(of: "provider") == "is invalid")
        }
    }

    @Test("are disconnected") func disconnect() async throws {
        let world = world()
        world.set("active_connection_count", to: 2, of: 10, in: .customers)
        try await withSimulator(world) { simulator async throws in
            #expect(try await simulator.post(Self.path + "/1/disconnect").text == #"{"success":true}"#)
            #expect(world.record(1, in: .connections(of: 10))?["authorization_status"] == .null)
            #expect(world.record(1, in: .connections(of: 10))?["updated_at"] == "2024-06-15T05:01:00.000-07:00")
            #expect(world.record(10, in: .customers)?["active_connection_count"] == 1)
            #expect(try await simulator.post(Self.path + "/9/disconnect").status == 404)
        }
    }

    @Test("have the picklists of their connector") func picklists() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let body = #"{"pick_list_name":"channels","pick_list_params":{}}"#
            let list = try await simulator.post(Self.path + "/1/pick_list", body)
            #expect(list.text == ##"{"result":[["#general","C024BE91L"],["#ops, EMEA","C024BE7LR"],["#営業","C0G9QF9GW"]]}"##)
            #expect(world.picklist(provider: "slack", name: "channels")?.map(\.value) == ["C024BE91L", "C024BE7LR", "C0G9QF9GW"])
            #expect(try await simulator.post(Self.path + "/1/pick_list", #"{"pick_list_name":"users"}"#).text == #"{"result":[]}"#)
            #expect(world.picklist(provider: "slack", name: "none") == nil)
            #expect(world.now.utc == "2024-06-15T12:00:00.000Z")
        }
    }

    @Test(
        "refuse picklists they cannot give",
        arguments: [
            ("1", #"{"pick_list_name":"none"}"#, 404), ("3", #"{"pick_list_name":"channels"}"#, 404),
            ("9", #"{"pick_list_name":"channels"}"#, 404), ("2", #"{"pick_list_name":"channels"}"#, 400), ("1", "{}", 400),
            ("1", #"{"pick_list_name":7}"#, 400), ("1", #"{"pick_list_name":"users","pick_list_params":[]}"#, 400), ("1", "[", 400),
        ])
    func refused(connection: String, body: String, status: Int) async throws {
        try await withSimulator(world()) { simulator async throws in
            let reply = try await simulator.post(Self.path + "/\(connection)/pick_list", body)
            #expect(reply.status == status && reply.json["message"]?.stringValue != nil)
        }
    }
}
