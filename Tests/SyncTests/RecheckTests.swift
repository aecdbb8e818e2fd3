import Foundation
import GRDB
import Simulator
import Store
import Testing

@testable import Sync

@Suite("A run that rechecks")
struct RecheckTests {
    /// What somebody changes in the file, and what the run says about it.
    private static let edits: [(name: String, sql: String, told: [String: Int])] = [
        (
            "a usage figure",
            "UPDATE task_usage SET task_count = task_count + 1 WHERE (managed_user_id, month) = (SELECT managed_user_id, month FROM task_usage LIMIT 1)",
            ["task_usage": 1]
        ),
        ("a null", "UPDATE recipes SET name = NULL WHERE id = (SELECT min(id) FROM recipes)", ["recipes": 1]),
        (
            "an unknown field", "UPDATE connections SET _extra = '{\"x\":1}' WHERE id = (SELECT min(id) FROM connections)",
            ["connections": 1]
        ),
        (
            "a counter",
            "UPDATE recipe_activity SET lifetime_task_count = 5 WHERE recipe_id = (SELECT min(recipe_id) FROM recipe_activity)",
            ["recipe_activity": 1]
        ),
        ("the code of a version", "UPDATE recipe_versions SET code = '{}' WHERE rowid = 1", ["recipe_versions": 1]),
        (
            "a customer that there is not", "INSERT INTO managed_users (id, name, _valid_from) VALUES (999, 'nobody', 1)",
            ["managed_users": 1]
        ),
        (
            "a recipe that there is not",
            "INSERT INTO recipes (managed_user_id, id, name, _valid_from) SELECT id, 999, 'none', 1 FROM managed_users LIMIT 1",
            ["recipes": 1]
        ),
        (
            "counters of nothing", "INSERT INTO recipe_activity (managed_user_id, recipe_id, _valid_from) VALUES (1, 2, 1)",
            ["recipe_activity": 1]
        ),
        (
            "a child of nothing",
            "INSERT INTO recipe_applications (managed_user_id, recipe_id, application, role, _valid_from) VALUES (1, 2, 'x', 'action', 1)",
            ["recipe_applications": 1]
        ),
        (
            "a child too many",
            "INSERT INTO recipe_applications (managed_user_id, recipe_id, application, role, _valid_from) SELECT managed_user_id, id, 'x', 'action', 1 FROM recipes LIMIT 1",
            ["recipe_applications": 1]
        ),
        (
            "a row that is away",
            "INSERT INTO mirror_publishing VALUES (1, 'delete'); DELETE FROM connections WHERE id = (SELECT max(id) FROM connections); DELETE FROM mirror_publishing",
            ["connections": 1]
        ),
        (
            "a child that is away",
            "INSERT INTO mirror_publishing VALUES (1, 'delete'); DELETE FROM role_privileges WHERE (managed_user_id, role_id, resource, privilege) = (SELECT managed_user_id, role_id, resource, privilege FROM role_privileges LIMIT 1); DELETE FROM mirror_publishing",
            ["role_privileges": 1]
        ),
    ]

    @Test("puts right what was edited in the file, and says what it was; a run that does not leaves it", arguments: edits.indices)
    func heals(number: Int) async throws {
        let edit = Self.edits[number]
        let harness = try Harness()
        try await withSimulator(World(WorldOptions(customers: 3, seed: 4)), .unpaced) { simulator async throws in
            try await harness.sync(simulator)
            let right = try harness.liveTables()
            try harness.write(edit.sql)
            #expect(try harness.liveTables() != right, "\(edit.name)")
            let plain = try await harness.sync(simulator)
            #expect(try plain.run.repairs == nil && harness.liveTables() != right, "\(edit.name)")
            let run = try await harness.sync(simulator) { $0.rechecks = true }.run
            #expect(try harness.liveTables() == right, "\(edit.name)")
            let told = Dictionary(uniqueKeysWithValues: (run.repairs ?? []).map { ($0.table, $0.rows) })
            #expect(
                told == edit.told && run.repairs?.allSatisfy { $0.isMade && !$0.keys.isEmpty } == true, "\(edit.name): \(run.repairs ?? [])"
            )
            let again = try await harness.sync(simulator) { $0.rechecks = true }.run
            #expect(again.repairs == [] && again.inserts + again.updates + again.deletes == 0, "\(edit.name)")
        }
    }

    @Test("tells a change of the account from one of the file") func changesOfTheAccount() async throws {
        let harness = try Harness()
        let world = World(WorldOptions(customers: 3, seed: 4))
        try await withSimulator(world, .unpaced) { simulator async throws in
            try await harness.sync(simulator)
            world.advance(days: 3)
            let run = try await harness.sync(simulator) { $0.rechecks = true }.run
            #expect(run.updates > 0 && run.repairs == [], "\(run.repairs ?? [])")
        }
    }

    @Test("leaves usage that no answer has had, as nothing deletes usage, and says so") func strayUsage() async throws {
        let harness = try Harness()
        try await withSimulator(World(WorldOptions(customers: 2, seed: 4)), .unpaced) { simulator async throws in
            try await harness.sync(simulator)
            try harness.write("INSERT INTO task_usage (managed_user_id, month, task_count, _valid_from) VALUES (999, '2020-01', 7, 1)")
            let run = try await harness.sync(simulator) { $0.rechecks = true }.run
            let repair = try #require(run.repairs?.first)
            #expect(run.repairs?.count == 1 && repair.table == "task_usage" && repair.rows == 1 && !repair.isMade)
            #expect(repair.keys == ["999/2020-01"])
            #expect(try harness.rows("SELECT task_count FROM task_usage WHERE managed_user_id = 999") == [["task_count": "7"]])
        }
    }

    @Test("is due when the last one, or the file's first run, is long ago") func due() async throws {
        let harness = try Harness()
        try await withSimulator(World(WorldOptions(customers: 1, seed: 4)), .unpaced) { simulator async throws in
            let mirror = try MirrorDatabase.open(harness.path, account: Harness.account)
            #expect(try !mirror.isRecheckDue(since: "9999"))
            // The harness's runs are an hour apart, the first at 13:00.
            try await harness.sync(simulator)
            try await harness.sync(simulator)
            #expect(try mirror.isRecheckDue(since: "2024-06-15T13:00:00.001Z") && !mirror.isRecheckDue(since: "2024-06-15T13:00:00.000Z"))
            try await harness.sync(simulator) { $0.rechecks = true }
            #expect(try mirror.isRecheckDue(since: "2024-06-15T15:00:00.001Z") && !mirror.isRecheckDue(since: "2024-06-15T15:00:00.000Z"))
        }
    }
}
