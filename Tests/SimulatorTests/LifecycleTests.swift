import Simulator
import Testing

@Suite("The lifecycle of recipes")
struct LifecycleTests {
    private func world() -> World {
        let world = plantedWorld()
        world.add(recipe(1, running: true, folder: 7), to: .recipes(of: 10))
        world.add(recipe(2, folder: 7), to: .recipes(of: 10))
        world.add(recipe(3, running: true, folder: 8), to: .recipes(of: 10))
        world.add(["id": 4, "name": "Slack", "folder_id": 7], to: .connections(of: 10))
        return world
    }

    private static let path = "/api/managed_users/10/"

    @Test(
        "takes a package in, and says how far it is each time it is asked",
        arguments: [("true", "restarted"), ("false", "no_update_or_updated_without_restart")])
    func imports(restarts: String, result: String) async throws {
        try await withSimulator(world()) { simulator async throws in
            let posted = try await simulator.send(.POST, Self.path + "imports?folder_id=7&restart_recipes=\(restarts)", "PK\u{3}\u{4}")
            let id = try #require(posted.json["id"]?.integerValue)
            #expect(posted.text == #"{"id":\#(id),"operation_type":"import","status":"in_progress"}"#)
            let path = Self.path + "imports/\(id)"
            #expect(try await simulator.get(path).json["status"] == "processing")
            let done = try await simulator.get(path)
            #expect(
                done.text == #"{"id":\#(id),"operation_type":"import","status":"completed","error":null,"recipe_status":"#
                    + #"[{"id":1,"import_result":"\#(result)"},{"id":2,"import_result":"no_update_or_updated_without_restart"}]}"#)
            #expect(try await simulator.get(path).bytes == done.bytes)
            #expect(try await simulator.get(Self.path + "exports/\(id)").status == 404)
            #expect(try await simulator.get("/api/managed_users/20/imports/\(id)").status == 404)
        }
    }

    @Test(
        "fails on what is no package, up to 2022 under the wrong name",
        arguments: [(Dialect.year2022, "export"), (.year2024, "import")])
    func failure(dialect: Dialect, type: String) async throws {
        try await withSimulator(world(), .with { $0.dialect = dialect }) { simulator async throws in
            let posted = try await simulator.send(.POST, Self.path + "imports?folder_id=7", "text")
            let path = Self.path + "imports/\(try #require(posted.json["id"]?.integerValue))"
            #expect(try await simulator.get(path).json["status"] == "processing")
            let failed = try await simulator.get(path).json
            #expect(failed["status"] == "failed" && failed["operation_type"] == .string(type))
            #expect(failed["error"] == "The file is not a package" && failed["recipe_status"] == [])
        }
    }

    @Test("builds a package from a manifest, and at last says where it is") func exports() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let body = #"{"export_manifest":{"name":"All","assets":[{"id":1,"type":"recipe"}]}}"#
            let created = try await simulator.send(.POST, Self.path + "export_manifests", body).json["result"]
            let manifest = try #require(created?["id"]?.integerValue)
            #expect(created?["created_at"] == "2024-06-15T05:01:00.000-07:00" && created?["last_exported_at"] == .null)
            let posted = try await simulator.send(.POST, Self.path + "exports/\(manifest)")
            let path = Self.path + "exports/\(try #require(posted.json["id"]?.integerValue))"
            #expect(posted.json["status"] == "in_progress")
            #expect(try await simulator.get(path).json["result"]?["download_url"] == .null)
            let done = try await simulator.get(path).json["result"]
            #expect(done?["status"] == "completed" && done?["download_url"]?.stringValue?.hasPrefix("https://") == true)
            let exported = try await simulator.get(Self.path + "export_manifests/\(manifest)").json["result"]?["last_exported_at"]
            #expect(exported == "2024-06-15T05:02:00.000-07:00")
        }
    }

    @Test("changes and deletes a manifest") func manifests() async throws {
        let world = world()
        world.add(["id": 5, "name": "Old", "updated_at": "x"], to: .exportManifests(of: 10))
        try await withSimulator(world) { simulator async throws in
            let path = Self.path + "export_manifests/5"
            let changed = try await simulator.send(.PUT, path, #"{"export_manifest":{"name":"New"}}"#)
            #expect(changed.text == #"{"result":{"id":5,"name":"New","updated_at":"2024-06-15T05:01:00.000-07:00"}}"#)
            #expect(try await simulator.send(.DELETE, path).text == #"{"result":{"success":true}}"#)
            #expect(try await simulator.get(path).status == 404)
            #expect(try await simulator.send(.POST, Self.path + "exports/5").status == 404)
        }
    }

    @Test("knows what is in a folder") func assets() async throws {
        try await withSimulator(world()) { simulator async throws in
            let reply = try await simulator.get(Self.path + "export_manifests/folder_assets?folder_id=7").json["result"]?["assets"]
            #expect(reply?.elements?.map { $0["type"] } == ["recipe", "recipe", "connection"])
            #expect(reply?.elements?.map { $0["id"] } == [1, 2, 4])
            #expect(reply?.elements?.last?["zip_name"] == "asset_2.connection.json")
            let other = try await simulator.get(Self.path + "export_manifests/folder_assets?folder_id=9")
            #expect(other.text == #"{"result":{"assets":[]}}"#)
        }
    }

    @Test(
        "refuses what is wrong and takes no time over it",
        arguments: [
            ("POST", "imports?folder_id=7", "", 400), ("POST", "imports", "PK", 400), ("POST", "imports?folder_id=x", "PK", 400),
            ("GET", "imports/99", "", 404), ("GET", "imports/x", "", 404), ("GET", "exports/99", "", 404), ("POST", "exports/99", "", 404),
            ("POST", "export_manifests", "{}", 400), ("POST", "export_manifests", #"{"export_manifest":{}}"#, 400),
            ("POST", "export_manifests", #"{"export_manifest":{"name":"x","assets":[{}]}}"#, 400),
            ("POST", "export_manifests", #"{"export_manifest":{"name":"x","assets":7}}"#, 400), ("GET", "export_manifests/99", "", 404),
            ("PUT", "export_manifests/99", #"{"export_manifest":{}}"#, 404), ("DELETE", "export_manifests/99", "", 404),
        ])
    func refusals(method: String, path: String, body: String, status: Int) async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let reply = try await simulator.send(.init(rawValue: method), Self.path + path, body)
            #expect(reply.status == status && reply.json["message"]?.stringValue != nil)
            #expect(try await simulator.send(.POST, "/api/managed_users/99/imports?folder_id=7", "PK").status == 404)
            #expect(world.now.utc == "2024-06-15T12:00:00.000Z")
        }
    }

    @Test("has the documented budgets") func budgets() {
        #expect(EndpointGroup.imports.limit == 1000 && EndpointGroup.lifecycle.limit == 60)
    }
}
