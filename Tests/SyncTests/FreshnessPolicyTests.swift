import Catalog
import Foundation
import Simulator
import Store
import Sync
import Testing

/// A query may ask for a mirror that is fresh and complete. The harness's runs are an hour apart, the first at 13:00.
@Suite struct FreshnessPolicyTests {
    private func time(_ text: String) throws -> Date { try Date("2024-06-15T\(text)Z", strategy: .iso8601) }

    private func violation(
        _ harness: Harness, fresh: Duration? = nil, complete: Bool = false, at now: String, asOf: String? = nil,
        _ change: (inout SyncRun.Options) -> Void = { _ in }
    ) throws -> String? {
        var options = SyncRun.Options()
        change(&options)
        let moment = try asOf.map { try AsOfRun($0, in: harness.path) }
        return try FreshnessPolicy(age: fresh, isComplete: complete).violation(
            of: CoverageReading(of: harness.path, asOf: moment), options, isPast: moment != nil, now: time(now))
    }

    @Test("freshness is that of the listing that was read longest ago, to the second") func age() async throws {
        try await withSimulator(World(WorldOptions(customers: 2, seed: 2)), .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            #expect(try violation(harness, fresh: .seconds(7_200), complete: true, at: "15:00:00") == nil)
            let old = try violation(harness, fresh: .seconds(7_200), at: "15:00:01")
            #expect(old == "managed_users was last listed as a whole 2h 1s ago, which is longer than 2h", "\(old ?? "")")
            // A run of one resource completes, but doesn't make the others fresher.
            try await harness.sync(simulator) { $0.only = ["recipes"] }
            #expect(try harness.rows("SELECT state FROM sync_runs WHERE id = 2") == [["state": "complete"]])
            let partly = try violation(harness, fresh: .seconds(7_200), at: "15:00:01")
            #expect(partly?.hasPrefix("members was last listed") == true, "\(partly ?? "")")
            // Listings at intervals, and those that are switched off or were never asked for, may be older.
            let rest = Set(Catalog.standard.resources.map(\.name)).subtracting(["managed_users", "recipes"])
            #expect(try violation(harness, fresh: .seconds(7_200), at: "15:00:01") { $0.disabled = rest } == nil)
            let daily = Dictionary(uniqueKeysWithValues: rest.map { ($0, Duration.seconds(86_400)) })
            #expect(try violation(harness, fresh: .seconds(7_200), at: "15:00:01") { $0.intervals = daily } == nil)
        }
    }

    @Test("a listing that failed, one that was never read, and a run that failed make it incomplete") func completeness() async throws {
        let world = World(WorldOptions(customers: 3, seed: 2))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator) { $0.only = ["connections"] }
            #expect(try violation(harness, complete: true, at: "13:00:00") == "members was never listed")
            try await harness.sync(simulator)
            #expect(try violation(harness, complete: true, at: "14:00:00") == nil)
            simulator.setFaults(try Fault.list("GET /api/managed_users/\(world.customerIDs[1])/recipes always 403"))
            try await harness.sync(simulator)
            let failing = "1 of 3 listings of recipes failed when last tried"
            #expect(try violation(harness, complete: true, at: "15:00:00") == failing)
            #expect(try violation(harness, fresh: .seconds(3_600), at: "15:00:00") == nil)
            // The next run doesn't ask for recipes and is complete, but the mirror isn't.
            try await harness.sync(simulator) { $0.only = ["members"] }
            #expect(try violation(harness, complete: true, at: "16:00:00") == failing)
            simulator.setFaults([])
            try await harness.sync(simulator)
            #expect(try violation(harness, complete: true, at: "17:00:00") == nil)
            // As of a past run, only what was known then counts.
            #expect(try violation(harness, complete: true, at: "17:00:00", asOf: "3") == failing)
            #expect(try violation(harness, fresh: .seconds(3_600), complete: true, at: "14:00:00", asOf: "2") == nil)
            await #expect(throws: (any Error).self) { try await harness.sync(simulator, token: "wrong-token") }
            #expect(try violation(harness, complete: true, at: "18:00:00") == "the last run, 6, was failed")
        }
    }

    @Test("a customer that is known and whose listings are not makes it incomplete") func newCustomer() async throws {
        let world = World(WorldOptions(customers: 3, seed: 2))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            try harness.write("INSERT INTO managed_users (id, name, _valid_from) VALUES (1, 'New', 1)")
            #expect(try violation(harness, complete: true, at: "13:00:00") == "1 of 4 listings of members was never read to its end")
        }
    }

    @Test("a mirror without a run is neither") func empty() throws {
        let harness = try Harness()
        _ = try MirrorDatabase.open(harness.path, account: "http://partner.example/api")
        #expect(try violation(harness, complete: true, at: "13:00:00") == "no run has been published yet")
        #expect(try violation(harness, fresh: .seconds(1), at: "13:00:00") == "no run has been published yet")
    }
}
