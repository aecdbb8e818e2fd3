import Catalog
import Foundation
import Simulator
import Store
import Sync
import Testing

/// The less common kinds of listings: trees, own workspaces, owners, pairs, opt-ins and intervals.
@Suite struct ResourceTests {
    @Test("folders are found at every depth, once each, and a circle of them ends")
    func folders() async throws {
        let world = World(WorldOptions(customers: 1, seed: 3, recipesPerCustomer: 1))
        let customer = try #require(world.customerIDs.first)
        let place = Place.folders(of: customer)
        let top = try #require(world.records(place).first?["id"]?.integerValue)
        for id in 900_000_001...900_000_006 as ClosedRange<Int64> {
            let parent = id == 900_000_001 ? top : id - 1
            world.add(["id": .integer(id), "name": "deep", "parent_id": .integer(parent)], to: place)
        }
        // A folder that is also shown below one of its own descendants.
        world.add(["id": 900_000_007, "name": "ring", "parent_id": 900_000_008], to: place)
        world.add(["id": 900_000_008, "name": "ring", "parent_id": 900_000_007], to: place)
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator).run.state == .complete)
            let found = try harness.rows("SELECT id FROM folders WHERE name = 'deep' ORDER BY id").map { $0["id"] }
            #expect(found == (900_000_001...900_000_006).map { "\($0)" })
            let asked = simulator.requests.all.filter { $0.path.hasSuffix("/folders") }
            let listed = try harness.rows("SELECT id FROM folders").count
            #expect(asked.count >= listed && Set(asked.map(\.query)).count == asked.count)
        }
    }

    @Test("a collection that goes takes its endpoints along, and they do not count for the guard")
    func owners() async throws {
        let world = World(WorldOptions(customers: 1, seed: 3))
        let customer = try #require(world.customerIDs.first)
        let collections = Place.apiCollections(of: customer)
        world.add(["id": 77, "name": "Large"], to: collections)
        for id in 1...60 as ClosedRange<Int64> {
            world.add(["id": .integer(1_000_000 + id), "api_collection_id": 77, "name": "e"], to: .apiEndpoints(of: customer))
        }
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            #expect(world.delete(77, from: collections))
            #expect(try await harness.sync(simulator).run.state == .complete)
            let closed = "SELECT _closed_by, count(*) AS n FROM api_endpoints_history WHERE api_collection_id = 77 GROUP BY 1"
            #expect(try harness.rows(closed) == [["_closed_by": "parent", "n": "60"]])
            #expect(try harness.rows("SELECT 1 FROM api_endpoints WHERE api_collection_id = 77") == [])
            #expect(try harness.rows("SELECT _closed_by FROM api_collections_history WHERE id = 77") == [["_closed_by": "delete"]])
            #expect(try harness.differences(from: world) == [])
        }
    }

    @Test("releases of a custom connector stay when the answer no longer shows them")
    func releases() async throws {
        let world = World(WorldOptions(customers: 1, seed: 3))
        let all = world.records(.customConnectors)
        let connector = try #require(
            all.max { ($0["released_versions"]?.elements?.count ?? 0) < ($1["released_versions"]?.elements?.count ?? 0) })
        let id = try #require(connector["id"]?.integerValue)
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            let before = try harness.rows("SELECT version FROM custom_connector_versions WHERE custom_connector_id = \(id)").count
            #expect(before > 1)
            world.set("released_versions", to: [["version": 99, "version_note": "new"]], of: id, in: .customConnectors)
            try await harness.sync(simulator)
            let after = try harness.rows("SELECT version FROM custom_connector_versions WHERE custom_connector_id = \(id)").count
            #expect(after == before + 1)
            #expect(world.delete(id, from: .customConnectors))
            try await harness.sync(simulator)
            #expect(try harness.rows("SELECT 1 FROM custom_connector_versions WHERE custom_connector_id = \(id)") == [])
        }
    }

    @Test("a listing read recently enough is passed over, unless something names a record that it lacks")
    func intervals() async throws {
        let world = World(WorldOptions(customers: 3, seed: 8))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            func asked() async throws -> [String] {
                let start = simulator.requests.count
                try await harness.sync(simulator) { $0.intervals = ["folders": .seconds(86_400), "lookup_tables": .seconds(86_400)] }
                return simulator.requests.all.dropFirst(start).map(\.path)
            }
            let second = try await asked()
            #expect(!second.contains { $0.hasSuffix("/folders") } && !second.contains { $0.hasSuffix("/lookup_tables") })
            // The rows below the tables are listed nevertheless.
            let rows = second.filter { $0.hasSuffix("/rows") }
            #expect(Set(rows).count == world.customerIDs.map { world.records(.lookupTables(of: $0)).count }.reduce(0, +))
            #expect(try harness.differences(from: world) == [])

            let customer = try #require(world.customerIDs.first { !world.records(.recipes(of: $0)).isEmpty })
            let recipe = try #require(world.records(.recipes(of: customer)).first?["id"]?.integerValue)
            let home = try #require(world.records(.folders(of: customer)).first?["parent_id"])
            world.add(["id": 888_888, "name": "new", "parent_id": home], to: .folders(of: customer))
            world.set("folder_id", to: 888_888, of: recipe, in: .recipes(of: customer))
            let third = try await asked()
            #expect(Set(third.filter { $0.hasSuffix("/folders") }) == ["/api/managed_users/\(customer)/folders"])
            #expect(try harness.rows("SELECT name FROM folders WHERE id = 888888") == [["name": "new"]])
        }
    }
}
