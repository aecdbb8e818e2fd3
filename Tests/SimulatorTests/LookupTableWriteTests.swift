import Simulator
import Testing

@Suite("Lookup tables")
struct LookupTableWriteTests {
    private static let path = "/api/managed_users/10/lookup_tables"

    @Test("are created with columns col1 and so on, and take rows") func create() async throws {
        let world = plantedWorld()
        world.add(["id": 9, "name": "P", "folder_id": 1], to: .projects(of: 10))
        try await withSimulator(world) { simulator async throws in
            let schema = #"[{"label":"Code"},{"label":"Größe","type":"integer"}]"#
            let created = try await simulator.post(
                Self.path, #"{"lookup_table":{"name":"Codes","project_id":"9","schema":\#(schema)}}"#)
            let id = try #require(created.json["id"]?.integerValue)
            #expect(world.record(id, in: .lookupTables(of: 10)) == created.json)
            #expect(created.json["project_id"] == "9" && created.json["created_at"] == "2024-06-15T05:01:00.000-07:00")
            #expect(
                created.json["schema"]?.stringValue
                    == #"[{"label":"Code","name":"col1","type":"string","control_type":"text","optional":true},"#
                    + #"{"label":"Größe","type":"integer","name":"col2","control_type":"text","optional":true}]"#)
            #expect(try await simulator.post(Self.path + "/\(id)/rows", #"{"data":{"Größe":"1"}}"#).status == 200)
            #expect(world.records(.rows(of: 10, table: id)).count == 1)
        }
    }

    @Test(
        "that are wrong are bad requests",
        arguments: [
            "", #"{"name":"x"}"#, #"{"lookup_table":{"name":"x"}}"#, #"{"lookup_table":{"schema":[{"label":"A"}]}}"#,
            #"{"lookup_table":{"name":"x","schema":[]}}"#, #"{"lookup_table":{"name":"x","schema":[7]}}"#,
            #"{"lookup_table":{"name":"x","schema":[{"label":"A"},{"label":"A"}]}}"#,
            #"{"lookup_table":{"name":"x","schema":[{"label":"A"}],"project_id":8}}"#, #"{"lookup_table":{"name":"x","schema":"{"}}"#,
        ])
    func bad(body: String) async throws {
        let world = plantedWorld()
        try await withSimulator(world) { simulator async throws in
            #expect(try await simulator.post(Self.path, body).status == 400)
            #expect(world.records(.lookupTables(of: 10)).isEmpty)
        }
    }

    @Test("have at most ten columns", arguments: [(10, 200), (11, 400)]) func columns(count: Int, status: Int) async throws {
        try await withSimulator(plantedWorld()) { simulator async throws in
            let schema = JSON.array((1...count).map { ["label": .string("L\($0)")] }).text
            #expect(try await simulator.post(Self.path, #"{"lookup_table":{"name":"x","schema":\#(schema)}}"#).status == status)
        }
    }

    @Test("are deleted together with their rows, all or none") func batchDelete() async throws {
        let world = plantedWorld()
        for id in 1...Int64(3) {
            world.add(["id": .integer(id), "name": "T", "schema": "[]"], to: .lookupTables(of: 10))
            world.add(["id": 7, "data": [:]], to: .rows(of: 10, table: id))
        }
        try await withSimulator(world) { simulator async throws in
            let path = Self.path + "/batch_delete"
            #expect(try await simulator.post(path, #"{"ids":[1,9]}"#).status == 404)
            for body in ["{}", #"{"ids":[]}"#, #"{"ids":[null]}"#, #"{"ids":1}"#] {
                #expect(try await simulator.post(path, body).status == 400)
            }
            #expect(world.records(.lookupTables(of: 10)).count == 3)
            #expect(try await simulator.post(path, #"{"ids":[1,"3"]}"#).text == #"{"success":true}"#)
            #expect(try await simulator.get(Self.path).rowIDs == [2])
            #expect(world.records(.rows(of: 10, table: 1)).isEmpty && world.records(.rows(of: 10, table: 2)).count == 1)
        }
    }
}
