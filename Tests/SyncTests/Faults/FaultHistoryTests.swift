import Catalog
import Simulator
import Store
import Testing

extension FaultSuite {
    /// Every kind of fault except `empty`, which a mirror has to believe if it has seen five rows or fewer.
    private static let storm = [
        "429 retry-after=1", "429", "500", "502 html", "503 blank", "reset", "truncate", "truncate chunked", "invalid", "html", "403",
        "404", "unknown", "slow 5ms",
    ]

    /// Three percent of all requests. If a 404 is an answer and no failure, it must be a true one.
    private static var stormLines: [String] {
        Catalog.standard.resources.flatMap { resource in
            let believes404 = resource.whenNotFound == .passes || resource.listing.otherwise != nil
            let kinds = storm.filter { !(believes404 && $0 == "404") }
            return resource.faultPaths.flatMap { path in kinds.map { "* \(path) \(3.0 / Double(storm.count))% \($0)" } }
        }
    }

    @Test(
        "through many runs of a changing world in a storm of faults, each run is whole and the last one is right", .serialized,
        arguments: Soak.seeds(2))
    func stormyHistory(seed: UInt64) async throws {
        let world = FaultWorld.make(customers: 2, seed: seed)
        try await withSimulator(world, .unpaced { $0.faultSeed = seed }) { simulator async throws in
            let harness = try Harness()
            var random = Random(seed: seed)
            try await harness.faulted(simulator)
            var moments = [try harness.lastRun(): try harness.liveTables()]
            var latest = try harness.liveTables()
            simulator.setFaults(try FaultLines.faults(Self.stormLines))
            for _ in 1...6 {
                FaultWorld.stir(world, &random)
                let run = try await harness.faulted(simulator).run
                let now = try harness.liveTables()
                if run == nil { #expect(now == latest, "seed \(seed): a run that failed has published something") }
                latest = now
                guard let run else { continue }
                moments[Int(run.id)] = now
                for scope in try harness.troubledScopes() { #expect(try harness.deleted(in: scope) == 0, "seed \(seed), \(scope)") }
                if run.state == .complete { try expectEqual(harness, world, "seed \(seed), run \(run.id)") }
            }
            try await expectHealing(of: harness, simulator, world, "seed \(seed)")
            for (run, moment) in moments {
                let past = try harness.liveTables(asOf: run)
                for (table, rows) in moment { #expect(past[table] == rows, "seed \(seed), \(table) as of run \(run)") }
            }
        }
    }
}
