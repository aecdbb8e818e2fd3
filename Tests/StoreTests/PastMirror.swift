import Foundation
import GRDB

@testable import Store

/// A mirror with a past of four runs.
enum PastMirror {
    /// Customers 7 and 8 both had a recipe 41354; customer 9 is gone.
    static func history(_ more: [String] = []) throws -> (History, DatabaseQueue) {
        let path = try EmptyMirror.copy()
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in
            for run in 1...4 { try publish(run, in: db) }
            let recipe = "(managed_user_id, id, name, _valid_from"
            for sql in [
                "INSERT INTO managed_users (id, name, _valid_from) VALUES (7, 'Acme', 1), (8, 'Böhm', 1)",
                "INSERT INTO managed_users_history (id, name, _valid_from, _valid_to, _closed_by) VALUES (9, 'Gone', 1, 3, 'delete')",
                "INSERT INTO recipes \(recipe)) VALUES (7, 41354, 'c', 3), (8, 41354, 'x', 1)",
                """
                INSERT INTO recipes_history \(recipe), _valid_to, _closed_by) VALUES (7, 41354, 'a', 1, 2, 'update'),
                (7, 41354, 'b', 2, 3, 'update'), (9, 5, 'p', 1, 2, 'update'), (9, 5, 'q', 2, 3, 'parent')
                """,
                "INSERT INTO properties (managed_user_id, name, value, _valid_from) VALUES (7, 'a/b', '1', 2), (7, '12', '2', 2)",
                """
                INSERT INTO recipe_activity_history (managed_user_id, recipe_id, lifetime_task_count, _valid_from, _valid_to, _closed_by)
                VALUES (9, 5, 1, 1, 3, 'parent')
                """,
            ] + more { try db.execute(sql: sql) }
        }
        return (try History(path), queue)
    }

    static func publish(_ run: Int, in db: Database, state: String = "complete") throws {
        let at = "2024-03-1\(run)T01:00:00.000Z"
        try db.execute(
            sql: """
                INSERT INTO sync_runs (id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes, tool_version, base_url)
                VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, 0, '1', 'u')
                """, arguments: [run, at, at, state])
    }
}
