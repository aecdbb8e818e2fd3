/// Three customers and one that is gone, the partner's own workspace (0), and something for every report to find.
enum FixtureRows {
    static let all: [String] = [
        runs, scopes, customers, recipes, connections, people, folders, properties, apiPlatform, connectors, lookupTables, usage,
    ].flatMap { $0 }

    private static let runs = [
        run(1, "2024-03-12", "complete"), run(2, "2024-03-13", "partial"), run(3, "2024-03-14", "complete"),
    ]

    private static func run(_ id: Int, _ day: String, _ state: String) -> String {
        insert(
            "sync_runs", "id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes, tool_version, base_url",
            "\(id), '\(day)T01:00:00.000Z', '\(day)T01:00:30.500Z', '\(state)', 10, 9, 80, 5, 2, 1, '1', 'u'")
    }

    private static let customers: [String] = [
        [insert("managed_users", "id, name, _valid_from", "7, 'Acme', 2")],
        live("managed_users", "id, name", "10, 'Cobalt'"),
        live(
            "managed_users", "id, name, created_at, task_limit, current_billing_period_start, current_billing_period_end",
            "8, 'Böhm, GmbH', '2024-01-10T00:00:00.000Z', 1000, '2024-03-01T00:00:00.000Z', '2024-04-01T00:00:00.000Z'"),
        live("managed_user_activity", "managed_user_id, task_count", "8, 900"),
        closed(
            "managed_users", "id, name", "9, 'Gone Ltd', 1, 2, 'update'", "9, 'Gone Inc', 2, 3, 'delete'", "7, 'Acme old', 1, 2, 'update'"),
    ].flatMap { $0 }

    /// What has existed since the first run, unchanged.
    static func live(_ table: String, _ columns: String, _ values: String...) -> [String] {
        values.map { insert(table, columns + ", _valid_from", $0 + ", 1") }
    }

    /// What existed from one run to another: each row ends with the two, and why it was closed.
    static func closed(_ table: String, _ columns: String, _ values: String...) -> [String] {
        values.map { insert("\(table)_history", columns + ", _valid_from, _valid_to, _closed_by", $0) }
    }

    static func insert(_ table: String, _ columns: String, _ values: String) -> String {
        "INSERT INTO \(table) (\(columns)) VALUES (\(values))"
    }
}
