import Simulator
import Testing

@Suite("Plans of customers")
struct CustomerPlanTests {
    @Test("are upgraded and downgraded") func plans() async throws {
        let world = plantedWorld()
        world.set("in_trial", to: true, of: 20, in: .customers)
        try await withSimulator(world) { simulator async throws in
            let path = "/api/managed_users/EA2300"
            let upgraded = try await simulator.put(path + "/upgrade", #"{"plan_id":"oem_enterprise"}"#)
            #expect(upgraded.text == #"{"id":20,"plan_id":"oem_enterprise","trial":false}"#)
            #expect(world.record(20, in: .customers)?["in_trial"] == false)
            #expect(try await simulator.put(path + "/upgrade").json["plan_id"] == "oem_plan")
            #expect(try await simulator.put(path + "/downgrade").text == #"{"id":20,"plan_id":"free","trial":false}"#)
            #expect(try await simulator.put(path + "/upgrade", #"{"plan_id":7}"#).status == 400)
            #expect(try await simulator.put("/api/managed_users/99/downgrade").status == 404)
            #expect(world.record(20, in: .customers)?["plan_id"] == "free")
        }
    }

    @Test("get environments, each once") func environments() async throws {
        let world = plantedWorld()
        try await withSimulator(world, .with { $0.dialect = .year2025 }) { simulator async throws in
            let path = "/api/managed_users/10/environments"
            let added = try await simulator.post(path, #"{"environments":[{"type":"dev"},{"type":"prod","name":"Live"}]}"#)
            #expect(added.json["environments"] == [["type": "dev"], ["type": "prod", "name": "Live"]])
            #expect(try await simulator.get("/api/managed_users/10").json == added.json)
            for body in [
                #"{"environments":[{"type":"dev"}]}"#, #"{"environments":[{"type":"odd"}]}"#, #"{"environments":[]}"#, "{}",
                #"{"environments":[7]}"#, #"{"environments":[{}]}"#, #"{"environments":[{"type":"test"},{"type":"test"}]}"#,
            ] {
                #expect(try await simulator.post(path, body).status == 400)
            }
            #expect(world.record(10, in: .customers)?["environments"]?.elements?.count == 2)
        }
    }
}
