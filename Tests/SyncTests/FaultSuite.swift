import Catalog
import Foundation
import Simulator
import Store
import Testing

/// Every kind of fault at every resource: what heals leaves no trace, what does not heal stays where it is, and nothing is
/// deleted without evidence.
@Suite struct FaultSuite {
    /// In each run every resource meets another kind, so that as many runs as there are kinds see every pair.
    @Test(
        "a transient fault of any kind at any resource heals, or is recorded and deletes nothing", arguments: Soak.seeds(2), [20, 60])
    func transient(seed: UInt64, percent: Int) async throws {
        let world = FaultWorld.make(seed: seed)
        let options = SimulatorOptions.unpaced { options in
            options.faultSeed = seed
            options.delay = { _ in }
        }
        try await withSimulator(world, options) { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.faulted(simulator).run?.state == .complete)
            var random = Random(seed: seed)
            for shift in FaultKinds.transient.indices {
                FaultWorld.stir(world, &random)
                let place: Comment = "seed \(seed), \(percent) %, shift \(shift)"
                simulator.setFaults(try Self.transientFaults(shift: shift, percent: percent))
                let run = try await harness.faulted(simulator)
                let struck = simulator.faults.filter { $0.fault.contains(" first 1 ") && $0.struck != min($0.requests, 1) }
                #expect(struck == [], place)
                try check(run, harness, world, place)
                guard run.run?.state != .complete else { continue }
                simulator.setFaults([])
                #expect(try await harness.faulted(simulator).run?.state == .complete, place)
                #expect(try harness.faultDifferences(from: world) == [], place)
            }
        }
    }

    private static func transientFaults(shift: Int, percent: Int) throws -> [Fault] {
        let kinds = FaultKinds.transient
        return try FaultLines.faults(
            Catalog.standard.resources.enumerated().flatMap { index, resource in
                FaultLines.transient(resource, kinds[(index + shift) % kinds.count], percent: percent)
            })
    }

    /// What the sync says of itself must be what its requests say.
    private func check(_ run: FaultedRun, _ harness: Harness, _ world: World, _ place: Comment) throws {
        guard let published = run.run else {
            // The API seemed to be gone: only if a request was given up, and then nothing is published.
            #expect(!run.trace.givenUp.isEmpty, place)
            #expect(try harness.rows("SELECT state FROM sync_runs ORDER BY id DESC LIMIT 1") == [["state": "failed"]], place)
            return
        }
        let troubled = try harness.troubledScopes()
        let paths = Set(troubled.flatMap(\.paths))
        #expect(run.trace.givenUp.subtracting(paths) == [], place)
        for scope in troubled {
            let isExplained = scope.paths.contains { run.trace.givenUp.contains($0) || run.trace.notFound.contains($0) }
            #expect(isExplained, "\(place): \(scope)")
            #expect(try harness.deleted(in: scope) == 0, "\(place): \(scope)")
        }
        #expect(published.state == (troubled.isEmpty ? .complete : .partial), place)
        if run.trace.givenUp.isEmpty { #expect(troubled == [], place) }
        if troubled.isEmpty { #expect(try harness.faultDifferences(from: world) == [], place) }
    }
}

extension Harness {
    /// How many rows of a scope the last run has taken for deleted, what went with a parent left out.
    func deleted(in scope: TroubledScope) throws -> Int {
        let run = try lastRun()
        let conditions = scope.scope.split(separator: " ").map { part in
            let halves = part.split(separator: "=", maxSplits: 1)
            return " AND \"\(halves[0])\" = '\(halves.count > 1 ? halves[1] : "")'"
        }
        let count = try rows(
            """
            SELECT count(*) AS n FROM "\(scope.resource)_history"
            WHERE _valid_to = \(run) AND _closed_by = 'delete'\(conditions.joined())
            """)
        return count.first?["n"]??.asInteger ?? 0
    }
}
