import Foundation
import GRDBSQLite

/// The mirror's file after a run: does it hold what was served?
struct MirrorFile {
    let path: String

    /// - Throws: the first thing that is not as it should be after so many runs.
    func check(_ shape: WorldShape, phase: Phase) throws(BenchError) {
        let revised = phase == .first ? 0 : 1
        let activity = phase == .oneChanged ? shape.changedRecipes + shape.changedRows : phase == .first ? nil : 0
        var facts: [(String, Int)] = [
            ("managed_users", shape.customers), ("connections", shape.customers * shape.connectionsPerCustomer),
            ("recipes", shape.recipes), ("recipe_versions", shape.recipes + revised * shape.changedRecipes),
            ("recipe_connections", 2 * shape.recipes), ("recipe_activity", shape.recipes), ("lookup_tables", shape.customers),
            ("lookup_table_rows", shape.rows), ("task_usage", shape.customers * shape.months),
            ("recipes WHERE name LIKE '% (revised)'", revised * shape.changedRecipes),
            ("recipes_history", revised * shape.changedRecipes), ("lookup_table_rows_history", revised * shape.changedRows),
            ("sync_runs WHERE state = 'complete'", phase.rawValue + 1),
        ].map { ("SELECT count(*) FROM \($0.0)", $0.1) }
        if let activity { facts.append(("SELECT updates FROM sync_runs ORDER BY id DESC LIMIT 1", activity)) }
        for (sql, expected) in facts {
            let found = try number(sql)
            guard found == expected else { throw BenchError("after the phase '\(phase.name)': \(sql) is \(found), not \(expected)") }
        }
    }

    /// How many records the last run says it has listed.
    func recordsListed() throws(BenchError) -> Int { try number("SELECT records FROM sync_runs ORDER BY id DESC LIMIT 1") }

    private func number(_ sql: String) throws(BenchError) -> Int {
        var database: OpaquePointer?
        defer { sqlite3_close(database) }
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK,
            sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK, sqlite3_step(statement) == SQLITE_ROW
        else { throw BenchError("\(path): \(String(cString: sqlite3_errmsg(database))): \(sql)") }
        return Int(sqlite3_column_int64(statement, 0))
    }
}
