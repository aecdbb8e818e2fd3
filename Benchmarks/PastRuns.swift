import GRDBSQLite

/// Runs that are written as a publishing run would: the file's own triggers keep what was before.
struct PastRuns {
    let path: String

    /// Adds runs after the first one, a day apart.
    func add(upTo last: Int) throws(BenchError) {
        for run in 2...last { try execute(text(of: run)) }
        try execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    func count(_ table: String) throws(BenchError) -> Int {
        var found = 0
        try withDatabase { database throws(BenchError) in
            var statement: OpaquePointer?
            defer { sqlite3_finalize(statement) }
            guard sqlite3_prepare_v2(database, "SELECT count(*) FROM \(table)", -1, &statement, nil) == SQLITE_OK,
                sqlite3_step(statement) == SQLITE_ROW
            else { throw failure(database) }
            found = Int(sqlite3_column_int64(statement, 0))
        }
        return found
    }

    private func text(of run: Int) -> String {
        """
        BEGIN;
        INSERT INTO sync_runs SELECT \(run), strftime('%Y-%m-%dT%H:%M:%fZ', started_at, '\(run - 1) days'),
            strftime('%Y-%m-%dT%H:%M:%fZ', finished_at, '\(run - 1) days'), state, requests, pages, records, inserts, updates, deletes,
            tool_version, base_url, error FROM sync_runs WHERE id = 1;
        INSERT INTO sync_scopes SELECT \(run), resource, scope, requests, pages, records, changes, state, error FROM sync_scopes WHERE run = 1;
        UPDATE recipes SET description = 'of run \(run)', running = 1 - running, _valid_from = \(run) WHERE (id * 31 + \(run) * 17) % 100 < 43;
        UPDATE recipe_activity SET lifetime_task_count = lifetime_task_count + recipe_id % 9, job_succeeded_count = job_succeeded_count + 1,
            _valid_from = \(run) WHERE (recipe_id * 7 + \(run)) % 2 = 0;
        UPDATE connections SET authorization_status = iif(authorization_status = 'success', 'failed', 'success'), _valid_from = \(run)
            WHERE (id + \(run)) % 11 = 0;
        COMMIT;
        """
    }

    private func execute(_ sql: String) throws(BenchError) {
        try withDatabase { database throws(BenchError) in
            guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { throw failure(database) }
        }
    }

    private func withDatabase(_ body: (OpaquePointer?) throws(BenchError) -> Void) throws(BenchError) {
        var database: OpaquePointer?
        defer { sqlite3_close(database) }
        guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else { throw failure(database) }
        try body(database)
    }

    private func failure(_ database: OpaquePointer?) -> BenchError { BenchError("\(path): \(String(cString: sqlite3_errmsg(database)))") }
}
