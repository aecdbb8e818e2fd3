import Foundation
import Simulator
import Sync
import Testing

/// A poller doesn't spend every run's tries on listings that always fail. A sync started by hand tries all. The harness's runs are an hour
/// apart.
@Suite struct RetryPauseTests {
    @Test("a listing that always fails is tried after 1 h, 4 h and then once a day, and at once by hand")
    func pauses() async throws {
        let world = World(WorldOptions(customers: 2, seed: 2))
        let customer = try #require(world.customerIDs.first)
        let path = "/api/managed_users/\(customer)/connections"
        let options = try SimulatorOptions.unpaced { $0.faults = try Fault.list("GET \(path) always 403") }
        try await withSimulator(world, options) { simulator async throws in
            let harness = try Harness()
            var triedIn: [Int] = []
            func run(byHand: Bool = false) async throws -> SyncRun.Outcome {
                let start = simulator.requests.count
                let outcome = try await harness.sync(simulator) { $0.leavesFailuresAlone = !byHand }
                if simulator.requests.all.dropFirst(start).contains(where: { $0.path == path }) { triedIn.append(Int(outcome.run.id)) }
                return outcome
            }
            for _ in 1...31 { #expect(try await run().run.state == .partial) }
            #expect(triedIn == [1, 2, 6, 30])
            #expect(try await run(byHand: true).run.state == .partial)
            #expect(triedIn.last == 32)
            let passedOver = try harness.rows("SELECT error FROM sync_scopes WHERE run = 31 AND state = 'failed'")
            #expect(passedOver.first?["error"]??.hasPrefix("not tried before ") == true)
            simulator.setFaults([])
            #expect(try await run(byHand: true).run.state == .complete)
            #expect(try await run().run.state == .complete)
            #expect(try harness.differences(from: world) == [])
        }
    }
}
