import Catalog
import Simulator
import Sync
import Testing

/// A setting says how many rows may vanish.
@Suite struct DeletionGuardTests {
    @Test(
        "more rows and a larger share than the guard lets go are refused, and only that resource's",
        arguments: [
            (DeletionGuard(rows: 2, percent: 10), true), (DeletionGuard(rows: 3, percent: 10), false),
            (DeletionGuard(rows: 2, percent: 30), false), (DeletionGuard(rows: 2, percent: 29), true), (DeletionGuard(), false),
            (DeletionGuard(rows: 0, percent: 0), true),
        ])
    func bounds(bounds: DeletionGuard, isRefused: Bool) async throws {
        let world = World(.empty)
        world.add(["id": 1], to: .customers)
        for place in [Place.roles(of: 1), .members(of: 1)] {
            for id in 1...10 as ClosedRange<Int64> { world.add(["id": .integer(id), "name": "x"], to: place) }
        }
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            for id in 1...3 as ClosedRange<Int64> { world.delete(id, from: .roles(of: 1)) }
            world.set("name", to: "y", of: 1, in: .members(of: 1))
            let run = try await harness.sync(simulator) { $0.deletionGuard = bounds }.run
            #expect(run.refusals.map { "\($0.resource): \($0.gone) of \($0.live)" } == (isRefused ? ["roles: 3 of 10"] : []))
            #expect(run.state == (isRefused ? .refused : .complete))
            #expect(try harness.rows("SELECT id FROM roles").count == (isRefused ? 10 : 7))
            #expect(try harness.rows("SELECT id FROM members WHERE name = 'y'").count == 1)
            try await harness.sync(simulator) { options in
                options.deletionGuard = bounds
                options.allowedDeletes = .resources(["roles"])
            }
            #expect(try harness.differences(from: world) == [])
        }
    }

    @Test("a listing that comes back empty is asked again if it had more rows than the guard believes", arguments: [2, 3])
    func empty(bound: Int) async throws {
        let world = World(.empty)
        world.add(["id": 1], to: .customers)
        for id in 1...3 as ClosedRange<Int64> { world.add(["id": .integer(id), "name": "x"], to: .members(of: 1)) }
        let path = "/api/managed_users/1/members"
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            simulator.requests.reset()
            simulator.setFaults(try Fault.list("GET \(path) first 1 empty"))
            try await harness.sync(simulator) { $0.deletionGuard = DeletionGuard(empty: bound) }
            #expect(simulator.requests.counts["GET \(path)"] == (bound < 3 ? 2 : 1))
            #expect(try harness.rows("SELECT id FROM members").count == (bound < 3 ? 3 : 0))
        }
    }
}
