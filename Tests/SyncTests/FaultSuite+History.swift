import Foundation
import Simulator
import Store
import Testing

extension FaultSuite {
    /// Some of everything but `empty`, which a mirror that has seen five rows or fewer must believe.
    private static let storm = [
        "429 retry-after=1", "429", "500", "502 html", "503 blank", "reset", "truncate", "truncate chunked", "invalid", "html", "403",
        "404", "unknown", "slow 1s",
    ]

    @Test(
        "through many runs of a changing world in a storm of faults, each run is whole and the last one is right", arguments: Soak.seeds(3))
    func stormyHistory(seed: UInt64) async throws {
        let world = FaultWorld.make(seed: seed)
        let options = SimulatorOptions.unpaced { options in
            options.faultSeed = seed
            options.delay = { _ in }
        }
        try await withSimulator(world, options) { simulator async throws in
            let harness = try Harness()
            var random = Random(seed: seed)
            try await harness.faulted(simulator)
            var moments = [try harness.lastRun(): try harness.liveTables()]
            // 3 % of the requests in all.
            simulator.setFaults(try FaultLines.faults(Self.storm.map { "* /api/** \(3.0 / Double(Self.storm.count))% \($0)" }))
            for _ in 1...8 {
                FaultWorld.stir(world, &random)
                guard let run = try await harness.faulted(simulator).run else { continue }
                moments[Int(run.id)] = try harness.liveTables()
                for scope in try harness.troubledScopes() { #expect(try harness.deleted(in: scope) == 0, "seed \(seed), \(scope)") }
                if run.state == .complete { #expect(try harness.faultDifferences(from: world) == [], "seed \(seed), run \(run.id)") }
            }
            simulator.setFaults([])
            #expect(try await harness.faulted(simulator).run?.state == .complete, "seed \(seed)")
            #expect(try harness.faultDifferences(from: world) == [], "seed \(seed)")
            for (run, moment) in moments {
                let past = try harness.liveTables(asOf: run)
                for (table, rows) in moment { #expect(past[table] == rows, "seed \(seed), \(table) as of run \(run)") }
            }
        }
    }
}
