import Catalog
import Foundation
import Simulator
import Testing

/// The main promise: the mirror of a world equals the world, and its history says what happened.
@Suite struct MirrorEqualsWorldTests {
    @Test("after the first run the mirror equals the world, cell by cell")
    func firstRun() async throws {
        let world = World(WorldOptions(customers: 12, seed: 7))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            let outcome = try await harness.sync(simulator)
            #expect(outcome.run.state == .complete)
            #expect(try harness.differences(from: world) == [])
            let optIn = Catalog.standard.resources.filter(\.isOptIn).map(\.name)
            let empty = try harness.liveTables().filter { $0.value.isEmpty && !optIn.contains($0.key) }
            #expect(empty.keys.sorted() == [])
        }
    }

    @Test("every form of the usage answer gives the same rows", arguments: UsageForm.allCases)
    func usage(form: UsageForm) async throws {
        let world = World(WorldOptions(customers: 5, seed: 3))
        try await withSimulator(world, .unpaced { $0.usageForm = form }) { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator).run.state == .complete)
            #expect(try harness.differences(from: world) == [])
            #expect(try harness.rows("SELECT count(*) AS n FROM usage_observations") == [["n": "1"]])
        }
    }

    @Test("in every era of the API the mirror equals the world", arguments: Dialect.allCases, [5, 29] as [UInt64])
    func dialects(dialect: Dialect, seed: UInt64) async throws {
        let world = World(WorldOptions(customers: 7, seed: seed, recipesPerCustomer: 20))
        try await withSimulator(world, .unpaced { $0.dialect = dialect }) { simulator async throws in
            let harness = try Harness()
            let first = try await harness.sync(simulator).run
            #expect(first.state == .complete, "\(first)")
            #expect(try harness.differences(from: world, in: dialect) == [])
            #expect(first.resources.filter { $0.missing > 0 }.map(\.resource) == (dialect == .year2020 ? ["projects"] : []))
            let before = try harness.contents()
            let second = try await harness.sync(simulator).run
            #expect(second.inserts + second.updates + second.deletes == 0)
            #expect(try harness.contents() == before)
        }
    }

    @Test("a second run without change writes nothing but its run record")
    func unchanged() async throws {
        let world = World(WorldOptions(customers: 6, seed: 11))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            let before = try harness.contents()
            let second = try await harness.sync(simulator).run
            #expect(second.inserts + second.updates + second.deletes == 0)
            #expect(try harness.contents() == before)
            #expect(try harness.rows("SELECT count(*) AS n FROM sync_runs") == [["n": "2"]])
        }
    }

    @Test("changes, twins and live tables say what happened, with the old values")
    func changes() async throws {
        let world = World(WorldOptions(customers: 4, seed: 5))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            let customer = try #require(world.customerIDs.first { world.records(.recipes(of: $0)).count > 2 })
            let recipes = world.records(.recipes(of: customer)).compactMap { $0["id"]?.integerValue }
            let oldName = try #require(world.record(recipes[0], in: .recipes(of: customer))?["name"]?.stringValue)
            #expect(world.set("name", to: "Renamed\n\"🚀\"", of: recipes[0], in: .recipes(of: customer)))
            #expect(world.delete(recipes[1], from: .recipes(of: customer)))
            let added: JSON = ["id": 4_294_967_999, "name": "New", "provider": .null]
            let connection = try #require(world.add(added, to: .connections(of: customer)))
            try await harness.sync(simulator)

            // The code of a deleted recipe stays, because every version ever seen is kept.
            #expect(try harness.differences(from: world).map { $0.prefix { $0 != ":" } } == ["recipe_versions"])
            let changes = try harness.rows(
                """
                SELECT op, resource, json_extract(key, '$.id') AS id, columns, json_extract(before, '$.name') AS before,
                    json_extract(after, '$.name') AS after
                FROM changes WHERE run_id = 2 AND resource IN ('recipes', 'connections', 'managed_users', 'lookup_tables')
                ORDER BY op, resource
                """)
            #expect(changes.map { $0["op"] } == ["delete", "insert", "update"])
            #expect(changes[0]["id"] == "\(recipes[1])")
            #expect(changes[1]["id"] == "\(connection)")
            #expect(changes[1]["before"] == .some(nil))
            #expect(changes[2]["columns"] == "[\"name\"]")
            #expect(changes[2]["before"] == oldName)
            #expect(changes[2]["after"] == "Renamed\n\"🚀\"")
            let twins = try harness.rows(
                "SELECT id, name, _valid_from, _valid_to, _closed_by FROM recipes_history ORDER BY _closed_by DESC")
            #expect(twins.map { $0["_closed_by"] } == ["update", "delete"])
            #expect(twins[0]["name"] == oldName)
            #expect(twins.allSatisfy { $0["_valid_from"] == "1" && $0["_valid_to"] == "2" })
            // A recipe's counters and children go with it.
            let orphans = try harness.rows(
                "SELECT DISTINCT _closed_by FROM recipe_activity_history WHERE recipe_id = \(recipes[1])")
            #expect(orphans == [["_closed_by": "parent"]])
        }
    }

    @Test("a customer that vanishes takes all that is his along, but for his usage")
    func vanishedCustomer() async throws {
        let world = World(WorldOptions(customers: 5, seed: 21))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            let customer = try #require(world.customerIDs.first { !world.records(.recipes(of: $0)).isEmpty })
            let usage = try harness.rows("SELECT * FROM task_usage WHERE managed_user_id = \(customer)")
            #expect(world.delete(customer, from: .customers))
            #expect(try await harness.sync(simulator).run.state == .complete)
            for table in ["recipes", "connections", "recipe_activity", "recipe_applications", "lookup_tables", "managed_user_apps"] {
                #expect(try harness.rows("SELECT 1 FROM \(table) WHERE managed_user_id = \(customer)") == [], "\(table)")
            }
            #expect(try harness.rows("SELECT DISTINCT _closed_by FROM recipes_history") == [["_closed_by": "parent"]])
            #expect(try harness.rows("SELECT DISTINCT _closed_by FROM managed_users_history") == [["_closed_by": "delete"]])
            #expect(try harness.rows("SELECT * FROM task_usage WHERE managed_user_id = \(customer)") == usage)
            #expect(try harness.rows("SELECT 1 FROM mirror_scopes WHERE value_1 = \(customer)") == [])
        }
    }
}
