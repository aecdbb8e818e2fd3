import Catalog
import Foundation
import GRDB
import Simulator
import Store
import Testing

extension FaultSuite {
    /// Every resource but the customers has one scope that always fails. The next shift gives it the next kind of fault.
    @Test(
        "a fault that stays is recorded for its scope; the rest of the mirror equals the world", .serialized,
        arguments: Soak.seeds(UInt64(FaultKinds.permanent.count)))
    func permanent(seed: UInt64) async throws {
        let shift = Int(seed) % FaultKinds.permanent.count
        let world = FaultWorld.make(seed: seed)
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.faulted(simulator).run?.state == .complete)
            let struck = try PermanentFault.choose(shift: shift, harness)
            let before = try harness.liveTables()
            for fault in struck { fault.change(world) }
            world.advance(days: 1)
            simulator.setFaults(try FaultLines.faults(struck.flatMap(\.lines)))

            let run = try #require(try await harness.faulted(simulator).run)
            let expected = Set(struck.filter { $0.state != "complete" }.map { "\($0.scope): \($0.state)" })
            let troubled = try harness.troubledScopes()
            #expect(Set(troubled.map { "\(Scope($0)): \($0.state)" }) == expected, "seed \(seed)")
            for fault in struck where fault.state != "complete" {
                let error = try #require(troubled.first { Scope($0) == fault.scope }).error
                #expect(error.contains(fault.words), "seed \(seed), \(fault.kind) of \(fault.scope): \(error)")
            }
            #expect(run.state == .partial)
            let now = try harness.liveTables()
            for fault in struck {
                let place: Comment = "seed \(seed), \(fault.kind) of \(fault.scope)"
                for table in fault.tables {
                    let (rows, old) = (fault.rows(of: table, in: now), fault.rows(of: table, in: before))
                    switch fault.outcome {
                    case .kept: #expect(rows == old && !(table == fault.resource.name && old.isEmpty), place)
                    case .gone: #expect(rows == [] && !(table == fault.resource.name && old.isEmpty), place)
                    case .asTheWorld: break
                    }
                }
            }
            let differences = try harness.differences(from: world, sparing: struck)
            #expect(differences == [], "seed \(seed)")

            for fault in struck { fault.changeAgain(world) }
            try await expectHealing(of: harness, simulator, world, "seed \(seed)")
        }
    }

    @Test(
        "customers that cannot be listed stay, and so does what is theirs, which is listed all the same",
        arguments: ["403", "404", "unknown"])
    func customersFail(kind: String) async throws {
        let world = FaultWorld.make(customers: 2, seed: 2)
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.faulted(simulator)
            let customers = try harness.rows("SELECT * FROM managed_users")
            for id in world.customerIDs { world.set("name", to: "Renamed", of: id, in: .customers) }
            world.advance(days: 1)
            simulator.setFaults(try FaultLines.faults(["GET /api/managed_users always \(kind)"]))
            let run = try #require(try await harness.faulted(simulator).run)
            #expect(run.state == .partial && run.deletes == 0)
            #expect(
                try harness.troubledScopes().map { "\($0.resource): \($0.state)" } == [
                    "managed_users: \(kind == "unknown" ? "drift" : "failed")"
                ])
            #expect(try harness.rows("SELECT * FROM managed_users") == customers)
            #expect(try harness.faultDifferences(from: world).filter { !$0.hasPrefix("managed_user") } == [])
            try await expectHealing(of: harness, simulator, world, "after \(kind)")
        }
    }

    @Test("a 401 at the first request ends the run at once, and the mirror is as it was")
    func unauthorizedAtFirst() async throws {
        let world = FaultWorld.make(customers: 2, seed: 3)
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.faulted(simulator)
            let before = try harness.contents()
            simulator.setFaults(try FaultLines.faults(["* /api/** always 401"]))
            let run = try await harness.faulted(simulator)
            #expect(run.run == nil && run.trace.count == 1)
            #expect(try harness.rows("SELECT state FROM sync_runs ORDER BY id") == [["state": "complete"], ["state": "failed"]])
            #expect(try harness.contents() == before)
            try await expectHealing(of: harness, simulator, world, "after a 401")
        }
    }

    @Test(
        "an empty answer is asked again where more than five rows are known; the second one is believed", .serialized,
        arguments: Soak.seeds(1))
    func emptyAgain(seed: UInt64) async throws {
        let world = FaultWorld.make(seed: seed)
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.faulted(simulator)
            let known = try harness.rows("SELECT resource, scope FROM sync_scopes WHERE records > 5 AND resource <> 'managed_users'")
            let scopes = known.compactMap { cells in
                Catalog.standard[cells["resource"]?.flatMap { $0 } ?? ""].map { resource in
                    (resource: resource, scope: Scope(resource, named: cells["scope"]?.flatMap { $0 } ?? ""))
                }
            }.filter { $0.resource.retention == .live }
            #expect(Set(scopes.map(\.resource.name)).count > 3)
            let paths = scopes.map { $0.resource.path(for: $0.scope, in: .standard) }
            simulator.setFaults(try FaultLines.faults(paths.map { "GET \($0) first 1 empty" }))
            #expect(try await harness.faulted(simulator).run?.deletes == 0, "seed \(seed)")
            #expect(simulator.faults.allSatisfy { $0.struck == 1 })
            #expect(try harness.faultDifferences(from: world) == [], "seed \(seed)")
        }
    }

    @Test("a 404 of what was never found is no failure; of what was found before it is one, and deletes nothing")
    func neverFound() async throws {
        let world = FaultWorld.make(seed: 1)
        let resources = Catalog.standard.resources.filter { $0.whenNotFound == .failsOnceFound }
        let gone = try FaultLines.faults(resources.flatMap { $0.faultPaths.map { "* \($0) always 404" } })
        try await withSimulator(world, .unpaced { $0.faults = gone }) { simulator async throws in
            let harness = try Harness()
            let states = """
                SELECT DISTINCT resource, state FROM sync_scopes WHERE run = (SELECT max(id) FROM sync_runs) AND state <> 'complete'
                """
            #expect(try await harness.faulted(simulator).run?.state == .complete)
            #expect(Set(try harness.rows(states)) == Set(resources.map { ["resource": $0.name, "state": "missing"] }))
            simulator.setFaults([])
            #expect(try await harness.faulted(simulator).run?.state == .complete)
            #expect(try harness.faultDifferences(from: world) == [])
            simulator.setFaults(gone)
            let run = try #require(try await harness.faulted(simulator).run)
            #expect(run.state == .partial && run.deletes == 0)
            #expect(Set(try harness.rows(states)) == Set(resources.map { ["resource": $0.name, "state": "failed"] }))
            #expect(try harness.faultDifferences(from: world) == [])
        }
    }
}

extension Scope {
    fileprivate init(_ troubled: TroubledScope) {
        self = Catalog.standard[troubled.resource].map { Scope($0, named: troubled.scope) } ?? Scope(.managedUsers, in: .standard)
    }
}
