import Catalog
import Foundation
import Simulator
import Synchronization
import Testing

/// If the budget is large, a missing record is asked for by itself instead of reading its listing a second time.
@Suite struct ExistenceProbeTests {
    /// Recipes of a server that doesn't list them by id: then they are read by page number.
    private static let catalog = Catalog.withPages(of: LongLists.pageSize, numbered: "recipes")
    private static let listing = "/api/managed_users/7/recipes"

    @Test("a 404 for each of two missing records costs three requests, the first of them for one that is there")
    func confirmed() async throws {
        try await play { world, simulator, harness async throws in
            for id in [1_000_004, 1_000_012] as [Int64] { #expect(world.delete(id, from: .recipes(of: 7))) }
            #expect(try await harness.sync(simulator, catalog: Self.catalog).run.state == .complete)
            #expect(simulator.requests.counts["GET \(Self.listing)"] == 5)
            let probes = Self.probes(simulator)
            #expect(probes.count == 3 && Set(probes.dropFirst()) == ["1000004", "1000012"])
            let scope = try harness.rows(
                "SELECT requests, pages FROM sync_scopes WHERE run = 2 AND resource = 'recipes' AND records > 0")
            #expect(scope == [["requests": "8", "pages": "5"]])
            let gone = try harness.rows("SELECT id, _closed_by FROM recipes_history ORDER BY id")
            #expect(gone == [["id": "1000004", "_closed_by": "delete"], ["id": "1000012", "_closed_by": "delete"]])
            #expect(try harness.liveDifferences(from: world) == [])
        }
    }

    @Test("a record that a moving list has hidden answers for itself, and its row stays as it is")
    func hidden() async throws {
        let world = LongLists.world()
        let mover = ListMover([Self.listing: .place(.recipes(of: 7))]) { turn in
            // Recipes come newest first. The newest was on the first page, and vanishes before the second.
            guard turn.page == 2, turn.moves == 0 else { return false }
            return world.delete(1_000_023, from: .recipes(of: 7))
        }
        try await play(world, respond: mover.respond) { world, simulator, harness async throws in
            let before = try harness.rows("SELECT * FROM recipes WHERE id = 1000018")
            mover.arm()
            let run = try await harness.sync(simulator, catalog: Self.catalog).run
            #expect(run.state == .complete && run.deletes == 0)
            #expect(Self.probes(simulator).last == "1000018")
            #expect(try harness.rows("SELECT * FROM recipes WHERE id = 1000018") == before)
            mover.disarm()
            try await harness.sync(simulator, catalog: Self.catalog)
            #expect(try harness.liveDifferences(from: world) == [])
        }
    }

    @Test("if as many are missing as the listing has pages, it is read again instead")
    func many() async throws {
        try await play { world, simulator, harness async throws in
            for id in 1_000_001...1_000_004 as ClosedRange<Int64> { world.delete(id, from: .recipes(of: 7)) }
            #expect(try await harness.sync(simulator, catalog: Self.catalog).run.deletes == 4)
            #expect(Self.probes(simulator) == [])
            // 19 records are left on four pages.
            #expect(simulator.requests.counts["GET \(Self.listing)"] == 8)
        }
    }

    @Test("an answer that is neither there nor gone is no evidence: the scope has failed and deletes nothing")
    func failing() async throws {
        try await play { world, simulator, harness async throws in
            #expect(world.delete(1_000_004, from: .recipes(of: 7)))
            simulator.setFaults(try Fault.list("GET \(Self.listing)/1000004 always 500"))
            let run = try await harness.sync(simulator, catalog: Self.catalog).run
            #expect(run.state == .partial && run.deletes == 0)
            let scope = try harness.rows("SELECT state, error, requests FROM sync_scopes WHERE run = 2 AND error IS NOT NULL").first
            #expect(scope?["state"] == "failed" && scope?["error"]??.contains("500") == true)
            // Five pages, one record that exists, and five tries of the one that fails.
            #expect(scope?["requests"] == "11")
            #expect(try harness.rows("SELECT 1 FROM recipes WHERE id = 1000004").count == 1)
            simulator.setFaults([])
            #expect(try await harness.sync(simulator, catalog: Self.catalog).run.deletes == 1)
        }
    }

    @Test("if the server does not answer for what it lists, its 404 says nothing, and the listing is read again", arguments: [403, 404])
    func closed(status: Int) async throws {
        try await play { world, simulator, harness async throws in
            #expect(world.delete(1_000_004, from: .recipes(of: 7)))
            simulator.setFaults(try Fault.list("GET \(Self.listing)/* always \(status)"))
            let run = try await harness.sync(simulator, catalog: Self.catalog).run
            #expect(run.state == .complete && run.deletes == 1)
            #expect(Self.probes(simulator).count == 1)
            #expect(simulator.requests.counts["GET \(Self.listing)"] == 10)
        }
    }

    @Test("records with a budget of 60 a minute are not asked for one by one")
    func dear() async throws {
        try await play { world, simulator, harness async throws in
            world.delete(1_000_004, from: .rows(of: 7, table: LongLists.parent))
            let run = try await harness.sync(simulator, catalog: Self.catalog).run
            #expect(run.state == .complete && run.deletes == 1)
            let counts = simulator.requests.counts
            #expect(counts["GET /api/managed_users/7/lookup_tables/\(LongLists.parent)/rows"] == 10)
            #expect(counts.keys.filter { $0.contains("/rows/") } == [])
        }
    }

    @Test("but a customer is, whatever it costs, because everything below it would go too")
    func customer() async throws {
        try await play(LongLists.world(customers: 23)) { world, simulator, harness async throws in
            world.delete(1_000_004, from: .customers)
            let run = try await harness.sync(simulator, catalog: Self.catalog).run
            #expect(run.state == .complete && run.deletes == 1)
            #expect(simulator.requests.counts["GET /api/managed_users/1000004"] == 1)
        }
    }

    @Test("a customer that the list has lost and that answers for itself stays, with all that hangs on it")
    func lostCustomer() async throws {
        let isLost = Switch()
        let lossy: @Sendable (SimulatorRequest) async -> PlayedAnswer? = { request in
            request.path == "/api/managed_users" && isLost.on ? PlayedAnswer(200, #"{"result":[{"id":7,"name":"c"}]}"#) : nil
        }
        try await play(LongLists.world(customers: 6), respond: lossy) { world, simulator, harness async throws in
            let before = try harness.rows("SELECT id FROM managed_users ORDER BY id")
            isLost.turnOn()
            let run = try await harness.sync(simulator, catalog: Self.catalog).run
            #expect(run.deletes == 0)
            #expect(try harness.rows("SELECT id FROM managed_users ORDER BY id") == before)
        }
    }

    /// Runs `body` when the mirror has everything, and counts the requests after that.
    private func play(
        _ world: World = LongLists.world(), respond: (@Sendable (SimulatorRequest) async -> PlayedAnswer?)? = nil,
        _ body: (World, RunningSimulator, Harness) async throws -> Void
    ) async throws {
        try await withSimulator(world, .unpaced { $0.respond = respond }) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator, catalog: Self.catalog)
            simulator.requests.reset()
            try await body(world, simulator, harness)
        }
    }

    /// The ids of the recipes that were asked for one by one, in order.
    private static func probes(_ simulator: RunningSimulator) -> [String] {
        simulator.requests.all.map(\.path).filter { $0.hasPrefix(listing + "/") }.map { String($0.dropFirst(listing.count + 1)) }
    }
}

private final class Switch: Sendable {
    private let state = Mutex(false)
    var on: Bool { state.withLock { $0 } }
    func turnOn() { state.withLock { $0 = true } }
}
