/// Three customers (one of them gone), and something for every report to find.
enum FixtureRows {
    static let all = bookkeeping + customers + recipes + connections + lookupTables + usage + changes

    private static let bookkeeping = [
        insert("mirror_meta", nil, "'base_url', 'http://localhost/api'"),
        run(1, "2024-03-12", "complete"), run(2, "2024-03-13", "partial"), run(3, "2024-03-14", "complete"),
        insert("sync_scopes", nil, "2, 'recipes', 'managed_user_id=8', 1, 0, 0, 0, 'failed', '403'"),
        insert("sync_scopes", nil, "2, 'folders', 'managed_user_id=8', 1, 0, 0, 0, 'failed', '404'"),
        insert("sync_scopes", nil, "3, 'recipes', 'managed_user_id=8', 1, 1, 3, 0, 'complete', NULL"),
    ]

    private static func run(_ id: Int, _ day: String, _ state: String) -> String {
        insert("sync_runs", nil, "\(id), '\(day)T01:00:00.000Z', '\(day)T01:00:30.500Z', '\(state)', 10, 9, 80, 5, 2, 1, '1', 'u', NULL")
    }

    private static let customers = [
        insert("managed_users", "id, name, _valid_from", "7, 'Acme', 2"),
        insert("managed_users", "id, name, _valid_from", "8, 'Böhm, GmbH', 1"),
        insert("managed_users_history", "id, name, _valid_from, _valid_to, _closed_by", "9, 'Gone Ltd', 1, 2, 'update'"),
        insert("managed_users_history", "id, name, _valid_from, _valid_to, _closed_by", "9, 'Gone Inc', 2, 3, 'delete'"),
        insert("managed_users_history", "id, name, _valid_from, _valid_to, _closed_by", "7, 'Acme old', 1, 2, 'update'"),
    ]

    /// The same ids in two customers: an id is unique within its customer only.
    private static let recipes = [
        insert("recipes", "managed_user_id, id, name, running, _valid_from", "7, 100, 'Orders', 1, 1"),
        insert("recipes", "managed_user_id, id, name, running, stop_cause, _valid_from", "7, 101, 'Bills', 0, 'trigger_errors_limit', 3"),
        insert(
            "recipes_history", "managed_user_id, id, name, running, _valid_from, _valid_to, _closed_by",
            "7, 101, 'Bills', 1, 1, 2, 'update'"),
        insert(
            "recipes_history", "managed_user_id, id, name, running, _valid_from, _valid_to, _closed_by",
            "7, 101, 'Bills', 0, 2, 3, 'update'"),
        insert(
            "recipes", "managed_user_id, id, name, running, stopped_at, _valid_from", "8, 100, 'Leads', 0, '2024-03-01T00:00:00.000Z', 1"),
        insert("recipes", "managed_user_id, id, name, running, _valid_from", "8, 101, 'Draft', 0, 1"),
        insert("recipe_activity", "managed_user_id, recipe_id, lifetime_task_count, last_run_at, _valid_from", "7, 100, 500, NULL, 3"),
        insert(
            "recipe_activity_history", "managed_user_id, recipe_id, lifetime_task_count, _valid_from, _valid_to, _closed_by",
            "7, 100, 420, 2, 3, 'update'"),
        insert(
            "recipe_activity_history", "managed_user_id, recipe_id, lifetime_task_count, _valid_from, _valid_to, _closed_by",
            "7, 100, 400, 1, 2, 'update'"),
        insert(
            "recipe_activity", "managed_user_id, recipe_id, lifetime_task_count, last_run_at, _valid_from",
            "7, 101, 90, '2024-03-12T00:00:00.000Z', 1"),
        insert("recipe_activity", "managed_user_id, recipe_id, lifetime_task_count, last_run_at, _valid_from", "8, 100, 500, NULL, 1"),
    ]

    private static let connections = [
        insert("connections", "managed_user_id, id, name, provider, authorization_status, _valid_from", "7, 50, 'SAP', 'sap', 'failed', 3"),
        insert(
            "connections_history", "managed_user_id, id, authorization_status, _valid_from, _valid_to, _closed_by",
            "7, 50, 'success', 1, 2, 'update'"),
        insert(
            "connections_history", "managed_user_id, id, authorization_status, _valid_from, _valid_to, _closed_by",
            "7, 50, 'exception', 2, 3, 'update'"),
        insert(
            "connections", "managed_user_id, id, name, provider, authorization_status, _valid_from", "8, 50, 'Slack', 'slack', 'success', 1"
        ),
        insert(
            "connections",
            "managed_user_id, id, name, application, authorized_at, authorization_status, connection_lost_at, connection_lost_reason, _valid_from",
            "8, 51, 'Jira', 'jira', '2024-01-01T00:00:00.000Z', 'success', '2024-02-01T00:00:00.000Z', 'revoked', 1"),
        insert(
            "connections", "managed_user_id, id, name, authorized_at, authorization_status, connection_lost_at, _valid_from",
            "8, 52, 'Back again', '2024-02-02T00:00:00.000Z', 'success', '2024-02-01T00:00:00.000Z', 1"),
        insert("connections", "managed_user_id, id, name, _valid_from", "8, 53, 'Never', 1"),
        insert("recipe_connections", "managed_user_id, recipe_id, connection_id, _valid_from", "7, 100, 50, 1"),
        insert("recipe_connections", "managed_user_id, recipe_id, connection_id, keyword, _valid_from", "7, 100, 50, 'twice', 1"),
        insert("recipe_connections", "managed_user_id, recipe_id, connection_id, _valid_from", "7, 101, 50, 1"),
        insert("recipe_connections", "managed_user_id, recipe_id, connection_id, _valid_from", "8, 100, 51, 1"),
    ]

    private static let lookupTables = [
        insert("lookup_tables", "managed_user_id, id, name, _valid_from", "7, 30, 'Rates', 1"),
        insert(
            "lookup_table_columns", "managed_user_id, lookup_table_id, position, label, name, type, _valid_from",
            "7, 30, 1, 'Code', 'col1', 'string', 1"),
        insert(
            "lookup_table_columns", "managed_user_id, lookup_table_id, position, label, name, type, _valid_from",
            "7, 30, 2, 'Rate', 'col2', 'number', 1"),
        insert(
            "lookup_table_rows", "managed_user_id, lookup_table_id, id, data, _valid_from",
            #"7, 30, 1, '{"Code":"EUR","Rate":1.10000000000000000001}', 1"#),
        insert(
            "lookup_table_rows", "managed_user_id, lookup_table_id, id, data, _valid_from",
            #"7, 30, 2, '{"col1":"USD","Old \"name\"":true}', 1"#),
    ]

    private static let usage = [
        insert("task_usage", "managed_user_id, month, task_count, _valid_from", "7, '2024-01', 100, 1"),
        insert("task_usage", "managed_user_id, month, task_count, _valid_from", "7, '2024-02', 150, 1"),
        insert("task_usage", "managed_user_id, month, task_count, _valid_from", "8, '2023-12', 30, 1"),
        insert("task_usage", "managed_user_id, month, task_count, _valid_from", "8, '2024-02', 20, 1"),
        insert("task_usage", "managed_user_id, month, task_count, _valid_from", "9, '2024-01', 700, 1"),
    ]

    private static let changes = [
        insert(
            "changes", nil,
            #"3, 't', 'recipes', 7, '{"id":101}', 'update', '["stop_cause"]', '{"name":"Bills","stop_cause":null}', '{"name":"Bills","stop_cause":"quota"}'"#
        ),
        insert("changes", nil, #"3, 't', 'managed_users', 9, '{"id":9}', 'delete', '[]', '{"name":"Gone Inc"}', NULL"#),
        insert(
            "changes", nil,
            #"3, 't', 'recipe_activity', 7, '{"recipe_id":100}', 'update', '["lifetime_task_count"]', '{"lifetime_task_count":420}', '{"lifetime_task_count":500}'"#
        ),
        insert("changes", nil, #"2, 't', 'recipes', 7, '{"id":101}', 'update', '["running"]', '{"running":1}', '{"running":0}'"#),
    ]

    private static func insert(_ table: String, _ columns: String?, _ values: String) -> String {
        "INSERT INTO \(table) \(columns.map { "(\($0))" } ?? "") VALUES (\(values))"
    }
}
