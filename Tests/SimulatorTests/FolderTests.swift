import Simulator
import Testing

@Suite("Folders")
struct FolderTests {
    private static let path = "/api/managed_users/10/folders"
    // The id of Home of a planted customer.
    private static let home: Int64 = 101

    private func folder(_ id: Int64, in parent: Int64?, project: Int64? = nil, isProject: Bool = false) -> JSON {
        [
            "id": .integer(id), "name": .string("Folder \(id)"), "parent_id": .integer(parent),
            "created_at": "2024-01-01T00:00:00.000-08:00",
            "updated_at": "2024-01-01T00:00:00.000-08:00", "is_project": .bool(isProject), "project_id": .integer(project),
        ]
    }

    // Home: 1 (project 9) > 2 > 3, 4; 4 is empty.
    private func world() -> World {
        let world = plantedWorld()
        world.add(["id": 9, "description": .null, "folder_id": 1, "name": "Folder 1"], to: .projects(of: 10))
        world.add(folder(1, in: Self.home, project: 9, isProject: true), to: .folders(of: 10))
        world.add(folder(2, in: 1, project: 9), to: .folders(of: 10))
        world.add(folder(3, in: 2, project: 9), to: .folders(of: 10))
        world.add(folder(4, in: nil), to: .folders(of: 10))
        world.add(recipe(50, folder: 3), to: .recipes(of: 10))
        return world
    }

    @Test("are listed one level at a time, Home never") func levels() async throws {
        try await withSimulator(world()) { simulator async throws in
            #expect(try await simulator.get(Self.path).rows == [folder(1, in: Self.home, project: 9, isProject: true), folder(4, in: nil)])
            #expect(try await simulator.get(Self.path + "?parent_id=101").rowIDs == [1, 4])
            #expect(try await simulator.get(Self.path + "?parent_id=1").rowIDs == [2])
            #expect(try await simulator.get(Self.path + "?parent_id=4").rows == [])
            #expect(try await simulator.get(Self.path + "?per_page=1&page=2").rowIDs == [4])
            for parent in ["7", "x"] { #expect(try await simulator.get(Self.path + "?parent_id=\(parent)").status == 404) }
            #expect(try await simulator.get("/api/managed_users/20/folders").rows == [])
        }
    }

    @Test("are created in both forms") func create() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let old = try await simulator.post(Self.path, #"{"folder_name":"Old"}"#)
            let id = try #require(old.json["id"]?.integerValue)
            #expect(old.text == #"{"id":\#(id)}"#)
            #expect(world.record(id, in: .folders(of: 10))?["parent_id"] == 101)
            let new = try await simulator.post(Self.path, #"{"name":"New","parent_id":"2"}"#).json["result"]
            #expect(new?["parent_id"] == 2 && new?["project_id"] == 9 && new?["is_project"] == false)
            #expect(new?["created_at"] == "2024-06-15T05:02:00.000-07:00")
            #expect(try await simulator.get(Self.path + "?parent_id=2").rowIDs == [3, new?["id"]?.integerValue])
            #expect(try await simulator.post(Self.path, #"{"name":"New","parent_id":77}"#).error(of: "parent_id") == "is invalid")
            #expect(try await simulator.post(Self.path, #"{"parent_id":2}"#).error(of: "name") == "can't be blank")
            #expect(try await simulator.post(Self.path, #"{"folder_name":""}"#).error(of: "folder_name") == "can't be blank")
        }
    }

    @Test("are renamed and moved, but not into themselves") func update() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let renamed = try await simulator.put(Self.path + "/2", #"{"name":"Two"}"#).json["result"]
            #expect(renamed?["name"] == "Two" && renamed?["updated_at"] == "2024-06-15T05:01:00.000-07:00")
            #expect(try await simulator.put(Self.path + "/2", #"{"parent_id":4}"#).json["result"]?["project_id"] == .null)
            #expect(world.record(3, in: .folders(of: 10))?["project_id"] == .null)
            for parent in [2, 3, 77] {
                #expect(try await simulator.put(Self.path + "/2", #"{"parent_id":\#(parent)}"#).error(of: "parent_id") == "is invalid")
            }
            #expect(try await simulator.put(Self.path + "/1", #"{"parent_id":4}"#).error(of: "parent_id") == "is invalid")
            #expect(try await simulator.put(Self.path + "/77", #"{"name":"x"}"#).status == 404)
        }
    }

    @Test("are deleted only when empty") func delete() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            for id in [1, 2, 3, 101] {
                let reply = try await simulator.delete(Self.path + "/\(id)")
                #expect(reply.status == 403 && reply.text == #"{"message":"Cannot destroy folder"}"#)
            }
            world.delete(50, from: .recipes(of: 10))
            #expect(try await simulator.delete(Self.path + "/3").text == #"{"success":true}"#)
            #expect(try await simulator.delete(Self.path + "/3").status == 404)
            #expect(world.records(.folders(of: 10)).compactMap { $0["id"]?.integerValue } == [1, 2, 4])
        }
    }

    @Test("that form a circle do not trap the simulator") func circle() async throws {
        let world = world()
        world.set("parent_id", to: 3, of: 2, in: .folders(of: 10))
        try await withSimulator(world) { simulator async throws in
            #expect(try await simulator.get("/api/managed_users/10/recipes?folder_id=2&with_subfolders=true").ids == [50])
            #expect(try await simulator.put(Self.path + "/2", #"{"parent_id":3}"#).status == 400)
        }
    }

    @Test("of projects are listed, renamed and deleted with all they hold") func projects() async throws {
        let world = world()
        world.add(["id": 7, "folder_id": 2, "authorization_status": "success"], to: .connections(of: 10))
        try await withSimulator(world) { simulator async throws in
            let path = "/api/managed_users/10/projects"
            #expect(try await simulator.get(path).rows == [["id": 9, "description": .null, "folder_id": 1, "name": "Folder 1"]])
            let renamed = try await simulator.put(path + "/9", #"{"name":"Nine","description":"Ninth"}"#)
            #expect(renamed.text == #"{"result":{"id":9,"description":"Ninth","folder_id":1,"name":"Nine"}}"#)
            #expect(world.record(1, in: .folders(of: 10))?["name"] == "Nine")
            #expect(try await simulator.put(path + "/9", #"{"name":null}"#).status == 400)
            #expect(try await simulator.delete(path + "/9").text == #"{"success":true}"#)
            #expect(try await simulator.delete(path + "/9").status == 404)
            #expect(world.records(.projects(of: 10)).isEmpty && world.records(.recipes(of: 10)).isEmpty)
            #expect(world.records(.connections(of: 10)).isEmpty)
            #expect(try await simulator.get(Self.path).rowIDs == [4])
        }
    }
}
