import Catalog
import Foundation
import Simulator
import Testing

/// Lists that move while they are read. A record that exists all the time is never taken for gone.
@Suite struct MovingListTests {
    private static let catalog = Catalog.withPages(of: LongLists.pageSize)
    static let keptMoving = "the list kept moving while it was read: nothing is deleted"

    @Test(
        "what comes or goes between two pages makes nothing else look deleted", arguments: ListMovement.allCases, [true, false])
    func movingLists(movement: ListMovement, once: Bool) async throws {
        // With and without a count, which would show that a list has moved.
        let dialect: Dialect = [.firstGoes, .oneComesInFront].contains(movement) == once ? .year2024 : .year2025
        let world = LongLists.world()
        let mover = ListMover(movement, once: once, in: world, LongLists.lists.mapValues(\.list))
        let options = SimulatorOptions.unpaced { options in
            options.dialect = dialect
            // Nobody has used a task. The answers of 2025 say this in a way that can't be read as counts.
            options.usageForm = .byCustomer
            options.respond = mover.respond
        }
        try await withSimulator(world, options) { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator, catalog: Self.catalog).run.state == .complete)
            #expect(try harness.liveDifferences(from: world, in: dialect) == [])
            let before = try harness.liveKeys()
            mover.arm()
            try await harness.sync(simulator, catalog: Self.catalog) { $0.allowedDeletes = .all }
            #expect(mover.moved == Set(LongLists.lists.keys))
            let (now, truth) = (try harness.liveKeys(), try harness.trueKeys(in: world, dialect))
            for (resource, keys) in before {
                let lost = keys.subtracting(now[resource] ?? []).intersection(truth[resource] ?? [])
                #expect(lost == [], "\(resource), once: \(once)")
            }
            // If a folder or lookup table vanishes while it is listed, the request for what is below it fails.
            let below: Set = ["folders", "lookup_table_rows"]
            #expect(try harness.unlisted().filter { !below.contains($0.resource) && $0.error != Self.keptMoving }.isEmpty)
            if once { #expect(try harness.unlisted().filter { $0.error == Self.keptMoving }.isEmpty) }
            mover.disarm()
            #expect(try await harness.sync(simulator, catalog: Self.catalog) { $0.allowedDeletes = .all }.run.state == .complete)
            #expect(try harness.liveDifferences(from: world, in: dialect) == [])
        }
    }

    @Test("a customer that goes or comes between two pages makes no other look deleted", arguments: ListMovement.allCases)
    func movingCustomers(movement: ListMovement) async throws {
        for once in [true, false] {
            let world = LongLists.world(customers: 23)
            let mover = ListMover(movement, once: once, in: world, ["/api/managed_users": .place(.customers)])
            try await withSimulator(world, .unpaced { $0.respond = mover.respond }) { simulator async throws in
                let harness = try Harness()
                func sync() async throws { try await harness.sync(simulator, catalog: Self.catalog) { $0.only = ["managed_users"] } }
                try await sync()
                let before = try harness.liveKeys()["managed_users"] ?? []
                mover.arm()
                try await sync()
                #expect(mover.moved == ["/api/managed_users"])
                // Single customers are asked for only before one is taken for deleted; one of them exists.
                let asked = simulator.requests.all.map(\.path).filter { $0 != "/api/managed_users" }
                #expect(asked.isEmpty || asked.count <= 1 + 20)
                let truth = try harness.trueKeys(in: world, .year2024)["managed_users"] ?? []
                #expect(before.intersection(truth).subtracting(try harness.liveKeys()["managed_users"] ?? []) == [], "once: \(once)")
                mover.disarm()
                try await sync()
                #expect(try harness.liveKeys()["managed_users"] == truth)
            }
        }
    }

    @Test("a row that slips from an empty last page onto a full one is not taken for deleted")
    func slipFromTheLastPage() async throws {
        let world = World(.empty)
        world.add(["id": 1], to: .customers)
        for id in 1...6 as ClosedRange<Int64> { world.add(["id": .integer(id), "name": "r"], to: .roles(of: 1)) }
        let path = "/api/managed_users/1/roles"
        let mover = ListMover(.firstGoes, once: true, in: world, [path: .place(.roles(of: 1))])
        try await withSimulator(world, .unpaced { $0.respond = mover.respond }) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator, catalog: Self.catalog)
            mover.arm()
            try await harness.sync(simulator, catalog: Self.catalog)
            #expect(mover.moved == [path])
            #expect(try harness.rows("SELECT id FROM roles WHERE id = 6").count == 1)
            #expect(try harness.rows("SELECT id FROM roles_history") == [])
            try await harness.sync(simulator, catalog: Self.catalog)
            #expect(try harness.rows("SELECT id FROM roles_history") == [["id": "1"]])
        }
    }

    @Test("a list that never stands still deletes nothing, and its scope says why; when it does, what is gone goes")
    func neverStill() async throws {
        let world = LongLists.world()
        let path = "/api/managed_users/7/roles"
        for id in 2_000_001...2_000_100 as ClosedRange<Int64> { world.add(MovingList.record(id), to: .roles(of: 7)) }
        let mover = ListMover(.firstGoes, once: false, in: world, [path: .place(.roles(of: 7))])
        try await withSimulator(world, .unpaced { $0.respond = mover.respond }) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator, catalog: Self.catalog)
            #expect(world.delete(2_000_050, from: .roles(of: 7)))
            mover.arm()
            simulator.requests.reset()
            let run = try await harness.sync(simulator, catalog: Self.catalog).run
            #expect(run.state == .partial && run.deletes == 0)
            #expect(try harness.rows("SELECT id FROM roles WHERE managed_user_id = 7").count == 123)
            let scopes = try harness.rows(
                "SELECT resource, scope, state, error, requests FROM sync_scopes WHERE run = 2 AND error IS NOT NULL")
            let asked = simulator.requests.counts["GET \(path)"] ?? 0
            #expect(
                scopes == [
                    [
                        "resource": "roles", "scope": "managed_user_id=7", "state": "failed", "error": Self.keptMoving,
                        "requests": "\(asked)",
                    ]
                ])
            mover.disarm()
            #expect(try await harness.sync(simulator, catalog: Self.catalog) { $0.allowedDeletes = .all }.run.state == .complete)
            #expect(try harness.liveDifferences(from: world) == [])
            #expect(try harness.rows("SELECT _valid_to FROM roles_history WHERE id = 2000050") == [["_valid_to": "3"]])
        }
    }

    @Test("a deletion in a list that stands still costs one more pass, and a list without changes costs none")
    func cost() async throws {
        let world = LongLists.world()
        let path = "GET /api/managed_users/7/roles"
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            func listed() async throws -> Int? {
                simulator.requests.reset()
                #expect(try await harness.sync(simulator, catalog: Self.catalog).run.state == .complete)
                return simulator.requests.counts[path]
            }
            #expect(try await listed() == 5)
            #expect(try await listed() == 5)
            #expect(world.delete(1_000_007, from: .roles(of: 7)))
            #expect(try await listed() == 10)
            let scope = try harness.rows(
                "SELECT requests, pages, records FROM sync_scopes WHERE run = 3 AND resource = 'roles' AND records > 0")
            #expect(scope == [["requests": "10", "pages": "5", "records": "22"]])
            #expect(try await listed() == 5)
        }
    }
}
