import Catalog
import Foundation
import Simulator
import Testing

/// Listings that break off after some of their pages, and records that come back.
@Suite struct BrokenListTests {
    private static let catalog = Catalog.withPages(of: LongLists.pageSize)

    @Test("an empty page in the middle of a listing is asked again before the rest is taken for deleted", arguments: LongLists.resources)
    func emptyMiddle(name: String) async throws {
        let path = try #require(LongLists.path(of: name))
        let world = LongLists.world(customers: name == "managed_users" ? 23 : 1)
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator, catalog: Self.catalog)
            simulator.setFaults(try Fault.list("GET \(path) after 1 for 1 empty"))
            let run = try await harness.sync(simulator, catalog: Self.catalog) { $0.allowedDeletes = .all }.run
            #expect(simulator.faults.first?.struck == 1)
            #expect(run.state == .complete && run.deletes == 0)
            #expect(try harness.liveDifferences(from: world) == [])
        }
    }

    @Test("a listing whose second page is not found deletes nothing", arguments: LongLists.resources)
    func secondPageNotFound(name: String) async throws {
        let path = try #require(LongLists.path(of: name))
        let world = LongLists.world(customers: name == "managed_users" ? 23 : 1)
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator, catalog: Self.catalog)
            simulator.setFaults(try Fault.list("GET \(path) after 1 404"))
            let run = try await harness.sync(simulator, catalog: Self.catalog) { $0.allowedDeletes = .all }.run
            // Connectors are found at their other path.
            #expect(run.state == (name == "connectors" ? .complete : .partial))
            #expect(run.deletes == 0)
            #expect(try harness.liveDifferences(from: world) == [])
        }
    }

    @Test("an id that comes back after its deletion is an insert, and its history stays")
    func comesBack() async throws {
        let world = LongLists.world()
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator, catalog: Self.catalog)
            for place in [Place.roles(of: 7), .recipes(of: 7)] { #expect(world.delete(1_000_011, from: place)) }
            try await harness.sync(simulator, catalog: Self.catalog)
            for place in [Place.roles(of: 7), .recipes(of: 7)] { world.add(["id": 1_000_011, "name": "again"], to: place) }
            #expect(try await harness.sync(simulator, catalog: Self.catalog).run.inserts == 2)
            #expect(try harness.liveDifferences(from: world) == [])
            for table in ["roles", "recipes"] {
                let changes = try harness.rows(
                    """
                    SELECT run_id, op, json_extract(before, '$.name') AS before, json_extract(after, '$.name') AS after FROM changes
                    WHERE resource = '\(table)' AND json_extract(key, '$.id') = 1000011 ORDER BY run_id
                    """)
                #expect(changes.map { $0["op"] } == ["insert", "delete", "insert"], "\(table)")
                #expect(changes.map { $0["run_id"] } == ["1", "2", "3"])
                #expect(changes.map { $0["after"] ?? nil } == ["x", nil, "again"])
                let past = try harness.rows("SELECT name, _valid_from, _valid_to, _closed_by FROM \(table)_history WHERE id = 1000011")
                #expect(past == [["name": "x", "_valid_from": "1", "_valid_to": "2", "_closed_by": "delete"]])
            }
        }
    }
}
