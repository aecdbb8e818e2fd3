import Foundation
import PartnerAPI
import Simulator
import Store
import Synchronization
import Testing

/// A fault in one place affects nothing else, and nothing is deleted without evidence.
@Suite struct SurvivalTests {
    @Test("a scope that fails is recorded and deletes nothing; the rest goes on", arguments: [403, 404, 500])
    func oneScopeFails(status: Int) async throws {
        let world = World(WorldOptions(customers: 4, seed: 2))
        let fails = Mutex(false)
        let broken = "/api/managed_users/\(world.customerIDs[1])/connections"
        let options = SimulatorOptions.with { options in
            options.rateWindow = 0
            options.rateWindow = 0
            options.respond = { request in
                request.path == broken && fails.withLock { $0 } ? PlayedAnswer(status, #"{"message":"no"}"#) : nil
            }
        }
        try await withSimulator(world, options) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            let before = try harness.rows("SELECT * FROM connections WHERE managed_user_id = \(world.customerIDs[1])")
            fails.withLock { $0 = true }
            world.advance(days: 1)
            let run = try await harness.sync(simulator).run
            #expect(run.state == .partial)
            #expect(try harness.rows("SELECT * FROM connections WHERE managed_user_id = \(world.customerIDs[1])") == before)
            let scopes = try harness.rows("SELECT resource, scope, error FROM sync_scopes WHERE state = 'failed'")
            #expect(scopes.map { $0["scope"] } == ["managed_user_id=\(world.customerIDs[1])"])
            #expect(scopes.first?["error"]??.contains("\(status)") == true)
            fails.withLock { $0 = false }
            #expect(try await harness.sync(simulator).run.state == .complete)
            #expect(try harness.differences(from: world) == [])
        }
    }

    @Test("wrong credentials end the run at its first request, and are recorded as a failed run")
    func unauthorized() async throws {
        try await withSimulator(World(WorldOptions(customers: 2, seed: 1))) { simulator async throws in
            let harness = try Harness()
            await #expect(throws: PartnerAPIError.self) { try await harness.sync(simulator, token: "wrong-token") }
            #expect(simulator.requests.count <= 2)
            #expect(try harness.rows("SELECT state FROM sync_runs") == [["state": "failed"]])
            #expect(try harness.rows("SELECT error FROM sync_runs").first?["error"]??.contains("wrong-token") == false)
        }
    }

    @Test("more than a fifth of a resource does not vanish unless it is allowed")
    func guardedDeletes() async throws {
        let world = World(WorldOptions(customers: 6, seed: 9))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            for customer in world.customerIDs.prefix(4) {
                for recipe in world.records(.recipes(of: customer)) {
                    world.delete(recipe["id"]?.integerValue ?? 0, from: .recipes(of: customer))
                }
            }
            let recipes = try harness.rows("SELECT * FROM recipes")
            let refused = try await harness.sync(simulator).run
            #expect(refused.state == .refused)
            #expect(refused.refusals.map(\.resource) == ["recipes"])
            #expect(try harness.rows("SELECT * FROM recipes") == recipes)
            let allowed = try await harness.sync(simulator) { $0.allowedDeletes = .resources(["recipes"]) }.run
            #expect(allowed.state == .complete)
            #expect(try harness.differences(from: world).filter { !$0.hasPrefix("recipe_versions") } == [])
        }
    }

    @Test("a row that a moving list hides between two pages is not taken for deleted")
    func pageShift() async throws {
        let world = World(WorldOptions(customers: 0))
        let ids = (1...210).map { Int64($0) }
        for id in ids { world.add(["id": .integer(id), "name": .string("c\(id)")], to: .customers) }
        let armed = Mutex(false)
        let options = SimulatorOptions.with { options in
            options.rateWindow = 0
            options.rateWindow = 0
            options.respond = { request in
                // A customer of the first page vanishes while the second page is being asked for. So the third begins one record too late.
                guard request.path == "/api/managed_users", request.query.contains("page=2") else { return nil }
                let fires = armed.withLock { armed in
                    defer { armed = false }
                    return armed
                }
                if fires { world.delete(ids[0], from: .customers) }
                return nil
            }
        }
        try await withSimulator(world, options) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            armed.withLock { $0 = true }
            try await harness.sync(simulator)
            #expect(try harness.rows("SELECT count(*) AS n FROM managed_users_history") == [["n": "0"]])
            try await harness.sync(simulator)
            #expect(try harness.rows("SELECT id FROM managed_users_history") == [["id": "1"]])
            #expect(try harness.rows("SELECT count(*) AS n FROM managed_users") == [["n": "209"]])
        }
    }

    @Test("a listing that comes back empty is asked once more before it is believed")
    func emptySlip() async throws {
        let world = World(WorldOptions(customers: 0))
        world.add(["id": 1, "name": "one"], to: .customers)
        for id in 1...9 { world.add(["id": .integer(id), "name": "x"], to: .connections(of: 1)) }
        let slips = Mutex(0)
        let options = SimulatorOptions.with { options in
            options.rateWindow = 0
            options.rateWindow = 0
            options.respond = { request in
                guard request.path == "/api/managed_users/1/connections" else { return nil }
                let time = slips.withLock { slips in
                    slips += 1
                    return slips
                }
                return time == 2 ? PlayedAnswer(200, #"{"result":[]}"#) : nil
            }
        }
        try await withSimulator(world, options) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            try await harness.sync(simulator)
            #expect(try harness.rows("SELECT count(*) AS n FROM connections") == [["n": "9"]])
            #expect(slips.withLock { $0 } == 3)
        }
    }

    @Test("an interrupted run is taken up where its listings stopped")
    func resume() async throws {
        let world = World(WorldOptions(customers: 8, seed: 4))
        let reached = AsyncStream.makeStream(of: Void.self)
        let holds = Mutex(true)
        let last = try #require(world.customerIDs.last)
        let options = SimulatorOptions.with { options in
            options.rateWindow = 0
            options.rateWindow = 0
            options.respond = { request in
                guard request.path == "/api/managed_users/\(last)/recipes", holds.withLock({ $0 }) else { return nil }
                reached.continuation.yield()
                try? await Task.sleep(for: .seconds(3_600))
                return nil
            }
        }
        try await withSimulator(world, options) { simulator async throws in
            let harness = try Harness()
            let first = Task { try await harness.sync(simulator) }
            for await _ in reached.stream { break }
            first.cancel()
            await #expect(throws: CancellationError.self) { try await first.value }
            #expect(try harness.rows("SELECT count(*) AS n FROM sync_runs") == [["n": "0"]])
            holds.withLock { $0 = false }
            let outcome = try await harness.sync(simulator)
            #expect(outcome.resumedScopes > 0)
            #expect(try harness.differences(from: world) == [])
            #expect(!FileManager.default.fileExists(atPath: harness.path + ".staging"))
        }
    }
}
