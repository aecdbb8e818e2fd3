import Foundation
import Simulator
import Testing

/// What a listing of several answers must survive.
@Suite struct TreeSlipTests {
    @Test("a branch of folders that once comes back empty is asked again before what is below it is taken for gone")
    func emptyBranch() async throws {
        let world = World(WorldOptions(customers: 1, seed: 3))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            let folders = try harness.rows("SELECT parent_id FROM folders WHERE parent_id IN (SELECT id FROM folders)")
            #expect(!folders.isEmpty)
            let asked = simulator.requests.all.filter { $0.path.hasSuffix("/folders") }.count
            for number in 2...asked {
                simulator.setFaults(try Fault.list("GET /api/managed_users/*/folders after \(number - 1) for 1 empty"))
                let run = try await harness.sync(simulator).run
                #expect(run.deletes == 0, "request \(number)")
                #expect(try harness.differences(from: world) == [], "request \(number)")
            }
        }
    }

    @Test("a second page that is not found is a failure, also of what this server might not have")
    func missingSecondPage() async throws {
        let world = World(WorldOptions(customers: 1, seed: 3))
        let customer = try #require(world.customerIDs.first)
        for id in 1...120 as ClosedRange<Int64> { world.add(["id": .integer(id), "name": "r"], to: .roles(of: customer)) }
        let options = try SimulatorOptions.unpaced { $0.faults = try Fault.list("GET /api/managed_users/*/roles after 1 404") }
        try await withSimulator(world, options) { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator).run.state == .partial)
            #expect(try harness.rows("SELECT state FROM sync_scopes WHERE resource = 'roles'") == [["state": "failed"]])
        }
    }
}
