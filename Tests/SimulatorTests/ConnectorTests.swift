import Simulator
import Testing

@Suite("Connectors")
struct ConnectorTests {
    private func world() -> World {
        let world = World(.empty)
        for name in ["jira", "slack", "box"] {
            world.setConnector(["name": .string(name), "image_url": "u", "triggers": [["name": "new", "bulk": false]]])
        }
        let releases = JSON.array((1...12).reversed().map { ["version": .integer($0)] })
        world.add(
            [
                "id": 7, "name": "acme_1", "title": "ACME ERP", "oem_shared_version": .null, "oem_shared_at": .null,
                "released_versions": releases,
            ],
            to: .customConnectors)
        world.add(["id": 8, "name": "b_1", "title": "Other", "oem_shared_version": 4, "released_versions": []], to: .customConnectors)
        world.add(["id": 1, "user": ["id": 5, "name": "Ana"]], to: .customerManagers)
        return world
    }

    private func names(_ reply: Reply) -> [String] { (reply.json["items"]?.elements ?? []).compactMap { $0["name"]?.stringValue } }

    @Test("are listed all, or those that the query or the body names") func integrations() async throws {
        try await withSimulator(world()) { simulator async throws in
            let path = "/api/integrations"
            #expect(names(try await simulator.get(path)) == ["jira", "slack", "box"])
            #expect(names(try await simulator.get(path + "?applications=box,jira,none")) == ["jira", "box"])
            #expect(names(try await simulator.get(path + "?applications=")) == ["jira", "slack", "box"])
            #expect(names(try await simulator.send(.GET, path, #"{"applications":"slack, box"}"#)) == ["slack", "box"])
            #expect(try await simulator.get(path + "?applications=none").text == #"{"items":[]}"#)
            #expect(try await simulator.send(.GET, path, "{").status == 400)
            #expect(try await simulator.send(.GET, path, #"{"applications":7}"#).status == 400)
        }
    }

    @Test("have pages of one, and of a hundred at most") func pages() async throws {
        let world = world()
        for number in 1...120 { world.setConnector(["name": .string("c\(number)")]) }
        try await withSimulator(world) { simulator async throws in
            let path = "/api/integrations/all"
            let first = #"{"items":[{"name":"jira","triggers":[{"name":"new","bulk":false}]}],"count":123,"page":1,"per_page":1}"#
            #expect(try await simulator.get(path).text == first)
            let large = try await simulator.get(path + "?per_page=500")
            #expect(names(large).count == 100 && large.json["per_page"] == 100)
            #expect(names(try await simulator.get(path + "?per_page=100&page=2")).count == 23)
            #expect(try await simulator.get(path + "?per_page=100&page=3").json["items"] == [])
        }
    }

    @Test("can be set and removed by name") func planting() {
        let world = world()
        #expect(world.setConnector(["name": "slack", "title": "New"]))
        #expect(world.connectors.map { $0["name"] } == ["jira", "slack", "box"])
        #expect(world.connectors[1]["title"] == "New")
        #expect(!world.setConnector(["title": "Nameless"]))
        #expect(world.removeConnector(named: "jira") && !world.removeConnector(named: "jira"))
        #expect(world.connectors.count == 2)
    }

    @Test("of the partner's own show their ten newest releases, and are found by a part of the title") func custom() async throws {
        try await withSimulator(world()) { simulator async throws in
            let path = "/api/custom_connectors"
            #expect(try await simulator.get(path).ids == [7, 8])
            let shown = try await simulator.get(path + "/7").json["released_versions"]?.elements?.compactMap { $0["version"]?.integerValue }
            #expect(shown == Array((3...12).reversed()))
            #expect(try await simulator.get(path).result.first?["released_versions"]?.elements?.count == 10)
            #expect(try await simulator.get(path + "?title=erp").ids == [7])
            #expect(try await simulator.get(path + "?oem_shared=true").ids == [8])
            #expect(try await simulator.get(path + "?oem_shared=false").ids == [7])
            #expect(try await simulator.get(path + "/9").status == 404)
        }
    }

    @Test("are shared with customers and taken back") func sharing() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let path = "/api/custom_connectors/7"
            #expect(try await simulator.send(.POST, path + "/oem_share/2").text == #"{"success":true}"#)
            #expect(world.record(7, in: .customConnectors)?["oem_shared_version"] == 2)
            #expect(world.record(7, in: .customConnectors)?["oem_shared_at"] == "2024-06-15T05:01:00.000-07:00")
            #expect(try await simulator.send(.POST, path + "/oem_share/13").status == 404)
            #expect(try await simulator.send(.POST, "/api/custom_connectors/9/oem_share/1").status == 404)
            #expect(try await simulator.send(.DELETE, path + "/suppress_oem_version").text == #"{"success":true}"#)
            #expect(world.record(7, in: .customConnectors)?["oem_shared_version"] == .null)
            #expect(try await simulator.send(.DELETE, "/api/custom_connectors/9/suppress_oem_version").status == 404)
            #expect(world.record(7, in: .customConnectors)?["released_versions"]?.elements?.count == 12)
        }
    }

    @Test("have managers beside them") func managers() async throws {
        try await withSimulator(world()) { simulator async throws in
            #expect(
                try await simulator.get("/api/customer_managers").text == #"{"result":{"items":[{"id":1,"user":{"id":5,"name":"Ana"}}]}}"#)
        }
    }

    @Test("have the documented budgets") func budgets() {
        #expect(EndpointGroup.connectors.limit == 1000)
        #expect(EndpointGroup.customConnectors.limit == 60 && EndpointGroup.customerManagers.limit == 60)
    }

    @Test("of a seeded world are those that its recipes and connections use, and some more") func seeds() {
        let world = World()
        let names = Set(world.connectors.compactMap { $0["name"]?.stringValue })
        #expect(world.connectors.count == 20 && names.count == 20)
        for id in world.customerIDs {
            let used = world.records(.recipes(of: id)).flatMap { $0["applications"]?.elements ?? [] }.compactMap(\.stringValue)
            let connected = world.records(.connections(of: id)).compactMap { $0["provider"]?.stringValue }
            #expect((used + connected).allSatisfy(names.contains))
        }
        #expect(world.connectors.count { $0["deprecated"] == true } == 3)
        let releases = world.records(.customConnectors).map { $0["released_versions"]?.elements?.count }
        #expect(releases == [12, 0, 4, 1])
        #expect(World(.empty).connectors.isEmpty)
    }
}
