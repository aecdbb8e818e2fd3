import Catalog
import Foundation
import PartnerAPI
import Simulator
import Store
import Testing

/// Every kind of fault at every resource. A fault that passes leaves no trace, one that stays affects only its scope, and nothing is
/// deleted without evidence.
@Suite struct FaultSuite {
    @Test(
        "a transient fault of any kind at any resource heals, or is recorded and deletes nothing", .serialized,
        arguments: Soak.seeds(2))
    func transient(seed: UInt64) async throws {
        // With 60 %, one request in ten is given up; with 20 %, hardly any.
        let percent = seed.isMultiple(of: 2) ? 20 : 60
        let world = FaultWorld.make(customers: 2, seed: seed)
        try await withSimulator(world, .unpaced { $0.faultSeed = seed }) { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.faulted(simulator).run?.state == .complete)
            var random = Random(seed: seed)
            var struck: Set<String> = []
            var shifts = Array(FaultKinds.transient.indices)
            for round in 1...(2 * shifts.count) where !shifts.isEmpty {
                let shift = shifts.removeFirst()
                FaultWorld.stir(world, &random)
                let place: Comment = "seed \(seed), round \(round), shift \(shift)"
                // Equal lines would hit the same requests, so a repeated shift has a smaller share.
                let share = percent * FaultKinds.transient.count / max(round, FaultKinds.transient.count)
                simulator.setFaults(try FaultLines.transient(shift: shift, percent: share))
                let run = try await harness.faulted(simulator)
                struck.formUnion(simulator.faults.filter { $0.struck > 0 }.map(\.fault))
                try check(run, harness, world, place)
                // If a listing failed, nothing was asked below its new records, so the shift is repeated.
                if !FaultLines.certain(shift: shift).isSubset(of: struck) { shifts.append(shift) }
                if run.run?.state != .complete { try await expectHealing(of: harness, simulator, world, place) }
            }
            let missed = shifts.flatMap { FaultLines.certain(shift: $0).subtracting(struck) }
            #expect(missed == [], "seed \(seed)")
        }
    }

    @Test(
        "an answer that never comes is asked for again, at any resource",
        .enabled(if: Soak.isOn, "time-outs pass in real time"))
    func hanging() async throws {
        let world = FaultWorld.make(seed: 1)
        let faults = try FaultLines.faults(
            Catalog.standard.resources.flatMap { $0.faultPaths.map { "* \($0) first 1 slow 3600s" } })
        try await withSimulator(world, .unpaced { $0.faults = faults }) { simulator async throws in
            let harness = try Harness()
            // If a busy machine answers too late, the run is repeated as often as necessary.
            var client = PartnerClient.Options.patient
            client.timeout = .seconds(5)
            client.tries = 1_000
            #expect(try await harness.faulted(simulator, client: client).run?.state == .complete)
            let struck = Set(simulator.faults.filter { $0.struck > 0 }.map(\.fault))
            #expect(Catalog.standard.resources.filter { !struck.contains("* \($0.faultPaths[0]) first 1 slow 3600s") }.map(\.name) == [])
            try expectEqual(harness, world, "after the time-outs")
        }
    }

    /// Without faults the next run is complete, and the mirror equals the world.
    func expectHealing(of harness: Harness, _ simulator: RunningSimulator, _ world: World, _ place: Comment) async throws {
        simulator.setFaults([])
        #expect(try await harness.faulted(simulator).run?.state == .complete, place)
        try expectEqual(harness, world, place)
    }

    func expectEqual(_ harness: Harness, _ world: World, _ place: Comment) throws {
        let differences = try harness.faultDifferences(from: world)
        #expect(differences == [], place)
    }

    /// The sync's own report must agree with its requests.
    private func check(_ run: FaultedRun, _ harness: Harness, _ world: World, _ place: Comment) throws {
        guard let published = run.run else {
            // The API may only seem to be gone if a request was given up. Then nothing is published.
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
        if troubled.isEmpty { try expectEqual(harness, world, place) }
    }
}

extension Harness {
    /// How many rows of a scope the last run has taken for deleted, without those that vanished with a parent.
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
