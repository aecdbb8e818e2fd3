import Simulator
import Testing

@Suite("The API platform")
struct APIPlatformTests {
    /// The same records for a customer and for the partner.
    private func world() -> World {
        let world = plantedWorld()
        for owner in [Int64(10), 0] {
            world.add(["id": 1, "name": "Orders", "updated_at": "x"], to: .apiCollections(of: owner))
            world.add(["id": 2, "name": "Stock"], to: .apiCollections(of: owner))
            for (id, collection) in [(5, 1), (6, 2), (7, 1)] as [(JSON, JSON)] {
                world.add(["id": id, "api_collection_id": collection, "active": false], to: .apiEndpoints(of: owner))
            }
            world.add(["id": 3, "name": "Shop", "description": "", "api_token": "t0"], to: .apiClients(of: owner))
            world.add(["id": 4, "name": "BI"], to: .apiClients(of: owner))
            world.add(["id": 8, "api_client_id": 3, "auth_type": "jwt", "secret": "s0"], to: .apiAccessProfiles(of: owner))
            world.add(["id": 9, "api_client_id": 4, "active": true], to: .apiAccessProfiles(of: owner))
        }
        return world
    }

    private static let workspaces = ["managed_users/10/", ""]

    @Test("lists all, or the children of one, by customer and of the partner", arguments: workspaces)
    func listings(workspace: String) async throws {
        try await withSimulator(world()) { simulator async throws in
            let path = "/api/" + workspace
            #expect(try await simulator.get(path + "api_collections").rowIDs == [1, 2])
            #expect(try await simulator.get(path + "api_collections?page=2&per_page=1").rowIDs == [2])
            #expect(try await simulator.get(path + "api_endpoints").rowIDs == [5, 6, 7])
            #expect(try await simulator.get(path + "api_endpoints?api_collection_id=1").rowIDs == [5, 7])
            #expect(try await simulator.get(path + "api_endpoints?api_collection_id=99").rows == [])
            #expect(try await simulator.get(path + "api_clients").rows == [["id": 3, "name": "Shop"], ["id": 4, "name": "BI"]])
            #expect(try await simulator.get(path + "api_access_profiles").rowIDs == [8, 9])
            #expect(try await simulator.get(path + "api_access_profiles?api_client_id=4").rowIDs == [9])
            #expect(
                try await simulator.get("/api/v2/" + workspace + "api_clients?per_page=1").text
                    == #"{"data":[{"id":3,"name":"Shop","description":"","api_token":"t0"}],"count":2,"page":1,"per_page":1}"#)
        }
    }

    @Test("creates a collection, a client and a profile", arguments: workspaces)
    func creations(workspace: String) async throws {
        let world = world()
        let owner: Int64 = workspace.isEmpty ? 0 : 10
        try await withSimulator(world) { simulator async throws in
            let path = "/api/" + workspace
            let collection = try await simulator.send(.POST, path + "api_collections", #"{"name":"New API","project_id":"77"}"#).json
            #expect(collection["api_spec_url"]?.stringValue?.contains("/new-api-v1/swagger?token=") == true)
            #expect(collection["project_id"] == "77" && collection["created_at"] == "2024-06-15T05:01:00.000-07:00")
            let client = try await simulator.send(.POST, path + "api_clients", #"{"name":"New"}"#).json
            #expect(client.members?.map(\.name) == ["id", "name", "created_at", "updated_at", "project_id"])
            let (id, collectionID) = try (#require(client["id"]?.integerValue), #require(collection["id"]?.integerValue))
            let body = #"{"name":"Live","api_client_id":\#(id),"api_collection_ids":[\#(collectionID)],"auth_type":"jwt"}"#
            let profile = try await simulator.send(.POST, path + "api_access_profiles", body).json
            #expect(
                profile.members?.map(\.name) == [
                    "id", "name", "api_client_id", "api_collection_ids", "active", "auth_type", "secret", "token", "created_at",
                    "updated_at",
                ])
            #expect(profile["token"] == .null && profile["secret"]?.stringValue?.count == 32)
            #expect(world.records(.apiAccessProfiles(of: owner)).map { $0["id"] }.contains(profile["id"]))
            #expect(world.records(.apiCollections(of: 10 - owner)).count == 2)
        }
    }

    @Test("switches endpoints and profiles, and changes profiles", arguments: workspaces)
    func changes(workspace: String) async throws {
        let world = world()
        let owner: Int64 = workspace.isEmpty ? 0 : 10
        try await withSimulator(world) { simulator async throws in
            let path = "/api/" + workspace
            #expect(try await simulator.send(.PUT, path + "api_endpoints/5/enable").text == #"{"success":true}"#)
            #expect(world.record(5, in: .apiEndpoints(of: owner))?["active"] == true)
            #expect(try await simulator.send(.PUT, path + "api_endpoints/5/disable").status == 200)
            #expect(world.record(5, in: .apiEndpoints(of: owner))?["active"] == false)
            #expect(try await simulator.send(.PUT, path + "api_access_profiles/9/disable").text == #"{"success":true}"#)
            #expect(world.record(9, in: .apiAccessProfiles(of: owner))?["active"] == false)
            let changed = try await simulator.send(.PUT, path + "api_access_profiles/8", #"{"name":"N","api_collection_ids":[2]}"#)
            #expect(changed.json["name"] == "N" && changed.json["api_collection_ids"] == [2])
            let refreshed = try await simulator.send(.PUT, path + "api_access_profiles/8/refresh_secret").json["secret"]
            #expect(refreshed != "s0" && refreshed == world.record(8, in: .apiAccessProfiles(of: owner))?["secret"])
            #expect(try await simulator.send(.PUT, path + "api_access_profiles/8/refresh_secret").json["secret"] != refreshed)
        }
    }

    @Test(
        "refuses what is wrong and changes nothing",
        arguments: [
            ("POST", "api_collections", "{}", 400), ("POST", "api_collections", #"{"name":"x","project_id":"y"}"#, 400),
            ("POST", "api_clients", "{\"name\":7}", 400), ("POST", "api_clients", "[", 400),
            ("POST", "api_access_profiles", #"{"name":"x"}"#, 400),
            ("POST", "api_access_profiles", #"{"name":"x","api_client_id":99}"#, 400),
            ("POST", "api_access_profiles", #"{"name":"x","api_client_id":3,"api_collection_ids":[99]}"#, 400),
            ("POST", "api_access_profiles", #"{"name":"x","api_client_id":3,"api_collection_ids":1}"#, 400),
            ("POST", "api_access_profiles", #"{"name":"x","api_client_id":3,"auth_type":"none"}"#, 400),
            ("PUT", "api_access_profiles/8", #"{"active":"yes"}"#, 400), ("PUT", "api_access_profiles/99", "{}", 404),
            ("PUT", "api_access_profiles/99/refresh_secret", "", 404), ("PUT", "api_access_profiles/x/enable", "", 404),
            ("PUT", "api_endpoints/99/enable", "", 404), ("GET", "api_endpoints/5", "", 404),
        ])
    func refusals(method: String, path: String, body: String, status: Int) async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            for workspace in Self.workspaces {
                let reply = try await simulator.send(.init(rawValue: method), "/api/" + workspace + path, body)
                #expect(reply.status == status && reply.json["message"]?.stringValue != nil)
            }
            #expect(try await simulator.get("/api/managed_users/0/api_clients").status == 404)
            #expect(try await simulator.get("/api/v2/managed_users/99/api_clients").status == 404)
            #expect(world.now.utc == "2024-06-15T12:00:00.000Z")
        }
    }

    @Test("loses the endpoints with their collection, and the profiles with their client") func deletions() {
        let world = world()
        for owner in [Int64(10), 0] {
            world.delete(1, from: .apiCollections(of: owner))
            world.delete(3, from: .apiClients(of: owner))
            #expect(world.records(.apiEndpoints(of: owner)).map { $0["id"] } == [6])
            #expect(world.records(.apiAccessProfiles(of: owner)).map { $0["id"] } == [9])
        }
    }

    @Test("of the partner is no customer's, and outlives them all") func partner() {
        let world = world()
        #expect(world.customerIDs == [10, 20, 30])
        for id in [Int64(0), 10, 20, 30] { world.delete(id, from: .customers) }
        #expect(world.records(.apiCollections(of: 10)).isEmpty)
        #expect(world.records(.apiCollections(of: 0)).count == 2)
        #expect(world.add(["id": 50], to: .apiCollections(of: 0)) == 50)
        #expect(world.records(.apiCollections(of: 0)).count == 3)
    }

    @Test("has a budget for each of its parts") func budgets() {
        let groups: [EndpointGroup] = [.apiCollections, .apiEndpoints, .apiClients, .apiAccessProfiles]
        #expect(groups.allSatisfy { $0.limit == 1000 })
    }

    @Test("of a seeded world hangs together, for customers and the partner") func seeds() {
        let world = World()
        for owner in world.customerIDs + [0] {
            let ids = Set(world.records(.apiCollections(of: owner)).compactMap { $0["id"]?.integerValue })
            let recipes = Set(world.records(.recipes(of: owner)).compactMap { $0["id"]?.integerValue })
            for endpoint in world.records(.apiEndpoints(of: owner)) {
                #expect(ids.contains(endpoint["api_collection_id"]?.integerValue ?? 0))
                #expect(owner == 0 || recipes.contains(endpoint["flow_id"]?.integerValue ?? 0))
            }
            for profile in world.records(.apiAccessProfiles(of: owner)) {
                #expect(world.record(profile["api_client_id"]?.integerValue ?? 0, in: .apiClients(of: owner)) != nil)
                #expect((profile["secret"] == .null) != (profile["token"] == .null))
            }
        }
        #expect(world.records(.apiEndpoints(of: 0)).count > 2)
        #expect(world.customerIDs.contains { world.records(.apiCollections(of: $0)).isEmpty })
        #expect(world.customerIDs.contains { !world.records(.apiAccessProfiles(of: $0)).isEmpty })
    }
}
