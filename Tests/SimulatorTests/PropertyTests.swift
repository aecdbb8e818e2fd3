import Simulator
import Testing

@Suite("Properties")
struct PropertyTests {
    private static let path = "/api/managed_users/10/properties"

    private func world() -> World {
        let world = plantedWorld()
        world.setProperty("sftp.password", to: "s3cr3t \"é\"", of: 10)
        world.setProperty("sftp.host", to: "", of: 10)
        world.setProperty("region", to: "EMEA", of: 10)
        return world
    }

    @Test("are listed by prefix, which must be given") func list() async throws {
        try await withSimulator(world()) { simulator async throws in
            let all = try await simulator.get(Self.path + "?prefix=")
            #expect(all.text == #"{"result":{"sftp.password":"s3cr3t \"é\"","sftp.host":"","region":"EMEA"}}"#)
            #expect(try await simulator.get(Self.path + "?prefix=sftp.h").text == #"{"result":{"sftp.host":""}}"#)
            #expect(try await simulator.get(Self.path + "?prefix=none").text == #"{"result":{}}"#)
            let without = try await simulator.get(Self.path)
            #expect(without.status == 400 && without.text == #"{"message":"Bad request"}"#)
            #expect(try await simulator.get("/api/managed_users/99/properties?prefix=").status == 404)
        }
    }

    @Test("are added and replaced together") func upsert() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let reply = try await simulator.post(Self.path, #"{"properties":{"region":"APAC","new":"1"}}"#)
            #expect(reply.text == #"{"success":true}"#)
            #expect(world.properties(of: 10).map(\.name) == ["sftp.password", "sftp.host", "region", "new"])
            #expect(world.properties(of: 10).map(\.value) == ["s3cr3t \"é\"", "", "APAC", "1"])
            world.setProperty("region", to: nil, of: 10)
            #expect(try await simulator.get(Self.path + "?prefix=re").text == #"{"result":{}}"#)
        }
    }

    @Test("of a project are its own") func projects() async throws {
        let world = world()
        world.add(["id": 9, "name": "P", "folder_id": 1], to: .projects(of: 10))
        try await withSimulator(world) { simulator async throws in
            #expect(try await simulator.post(Self.path + "?project_id=9", #"{"properties":{"a":"b"}}"#).status == 200)
            #expect(try await simulator.get(Self.path + "?prefix=&project_id=9").text == #"{"result":{"a":"b"}}"#)
            #expect(try await simulator.get(Self.path + "?prefix=&project_id=8").status == 404)
            #expect(world.properties(of: 10).count == 3)
        }
    }

    @Test("beyond the limits are refused, all of them") func limits() async throws {
        let world = plantedWorld()
        let bodies = [
            (String(repeating: "n", count: 100), String(repeating: "v", count: 1024), 200),
            (String(repeating: "n", count: 101), "v", 400), ("n", String(repeating: "v", count: 1025), 400), ("", "v", 400),
        ]
        try await withSimulator(world) { simulator async throws in
            for (name, value, status) in bodies {
                let body = JSON.object([.init("properties", .object([.init("first", "1"), .init(name, .string(value))]))])
                #expect(try await simulator.post(Self.path, body.text).status == status)
            }
            #expect(world.properties(of: 10).count == 2)
            for body in ["", "{}", #"{"properties":[]}"#, #"{"properties":{"a":1}}"#, #"{"properties":{"a":null}}"#] {
                #expect(try await simulator.post(Self.path, body).status == 400)
            }
            for number in 3...1000 { world.setProperty("p\(number)", to: "", of: 10) }
            #expect(try await simulator.post(Self.path, #"{"properties":{"one more":""}}"#).error(of: "properties") != nil)
            #expect(try await simulator.post(Self.path, #"{"properties":{"p3":"x"}}"#).status == 200)
            #expect(world.properties(of: 10).count == 1000)
        }
    }
}
