/// Three customers and one that is gone, the partner's own workspace (0), and something for every report to find.
enum FixtureRows {
    static let all: [String] = [
        runs, scopes, customers, recipes, connections, people, folders, properties, apiPlatform, connectors, lookupTables, usage,
        BillingRows.all,
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

extension FixtureRows {
    static let people: [String] = [
        live(
            "members", "managed_user_id, id, grant_type, role_name, name, email", "7, 1, 'team', 'Auditor', 'Ann', 'ann@acme.test'",
            "7, 2, 'team', 'Admin', 'Bob', 'bob@acme.test'", "7, 3, 'federation_manager', 'Admin', 'Pat', 'pat@partner.test'",
            "10, 1, 'team', 'Auditor', 'Cy', NULL"),
        live(
            "members", "managed_user_id, id, grant_type, env_roles, name",
            #"7, 4, 'team', '[{"environment":"dev","name":"Runner"}]', 'Dee'"#),
        // Only an environment's member has 6, nobody has 7, which allows nothing; the members of customer 8 are not known.
        live("roles", "managed_user_id, id, name", "7, 5, 'Auditor'", "7, 6, 'Runner'", "7, 7, 'Empty'", "8, 5, 'Auditor'"),
        live(
            "role_privileges", "managed_user_id, role_id, resource, privilege", "7, 5, 'Recipes', 'read'", "7, 5, 'Connections', 'read'",
            "7, 5, 'Connections', 'create'", "7, 6, 'Recipes', 'run'", "8, 5, 'Recipes', 'delete'"),
    ].flatMap { $0 }

    static let properties = live(
        "properties", "managed_user_id, name, value", "7, 'limit', '5'", "8, 'limit', '5'", "7, 'region', 'eu'", "8, 'region', 'us'",
        "10, 'region', ''", "8, 'sys', 'x'")
}

extension FixtureRows {
    /// Customer 7 has home 70, a folder of an unknown parent, and a circle with a folder below it; at customer 8 home has no number.
    static let folders: [String] = [
        live(
            "folders", "managed_user_id, id, name, parent_id, project_id", "7, 71, 'Sales', 70, '700'", "7, 72, 'Orders', 71, NULL",
            "7, 73, 'Lost', 99, NULL", "7, 74, 'Below', 73, NULL", "7, 75, 'A', 76, NULL", "7, 76, 'B', 75, NULL", "7, 77, 'C', 75, NULL",
            "7, 78, 'Orders', 71, NULL", "8, 81, 'Leads', NULL, NULL", "8, 82, 'Sub', 81, NULL", "8, 83, 'Adrift', 5, NULL"),
        // The one is named by its folder, the other names it.
        live("projects", "managed_user_id, id, name, folder_id", "7, 700, 'Selling', 71", "8, 700, 'Leading', 81"),
    ].flatMap { $0 }
}

extension FixtureRows {
    static let connections: [String] = [
        [
            insert(
                "connections", "managed_user_id, id, name, provider, authorization_status, folder_id, _valid_from",
                "7, 50, 'SAP', 'sap', 'failed', 71, 3")
        ],
        closed(
            "connections", "managed_user_id, id, name, provider, authorization_status, folder_id",
            "7, 50, 'SAP', 'sap', 'success', 71, 1, 2, 'update'", "7, 50, 'SAP', 'sap', 'exception', 71, 2, 3, 'update'"),
        // Of the same application: 54 is used through its parent, 55 has a parent that nobody uses.
        live(
            "connections", "managed_user_id, id, name, provider, authorization_status, parent_id",
            "7, 54, 'SAP of Ann', 'sap', 'success', 50",
            "7, 55, 'SAP of Bob', 'sap', 'success', 56"),
        live("connections", "managed_user_id, id, name, provider, authorization_status", "8, 50, 'Slack', 'slack', 'success'"),
        live(
            "connections",
            "managed_user_id, id, name, application, authorized_at, authorization_status, connection_lost_at, connection_lost_reason",
            "8, 51, 'Jira', 'jira', '2024-01-01T00:00:00.000Z', 'success', '2024-02-01T00:00:00.000Z', 'revoked'"),
        live(
            "connections", "managed_user_id, id, name, authorized_at, authorization_status, connection_lost_at",
            "8, 52, 'Back again', '2024-02-02T00:00:00.000Z', 'success', '2024-02-01T00:00:00.000Z'"),
        live("connections", "managed_user_id, id, name", "8, 53, 'Never'"),
        // This customer's recipes were never listed.
        live("connections", "managed_user_id, id, name, provider, authorization_status", "10, 60, 'CRM', 'my_crm', 'success'"),
        live("recipe_connections", "managed_user_id, recipe_id, connection_id", "7, 100, 50", "7, 101, 50", "8, 100, 51"),
        live("recipe_connections", "managed_user_id, recipe_id, connection_id, keyword", "7, 100, 50, 'twice'"),
    ].flatMap { $0 }
}

extension FixtureRows {
    static let connectors: [String] = [
        live("connectors", "name, title, deprecated", "'sap', 'SAP', 1", "'slack', 'Slack', 0"),
        live(
            "connector_operations", "connector, kind, name, deprecated", "'sap', 'trigger', 'new_idoc', 1",
            "'sap', 'action', 'post_idoc', 1",
            "'sap', 'action', 'read_idoc', 1", "'sap', 'action', 'get_idoc', 0"),
        live(
            "custom_connectors", "id, name, title, latest_released_version, oem_shared_version", "900, 'my_crm', 'My CRM', 4, 3",
            "901, 'draft', 'Draft', NULL, NULL", "902, 'erp', 'ERP', 2, 2", "903, 'pos', 'POS', 1, NULL"),
        live(
            "custom_connector_versions", "custom_connector_id, version, released_at", "900, 2, '2023-12-15T23:59:59.999Z'",
            "900, 3, '2023-12-16T00:00:00.000Z'", "900, 4, '2024-03-01T00:00:00.000Z'", "902, 2, '2023-01-01T00:00:00.000Z'"),
    ].flatMap { $0 }
}

extension FixtureRows {
    /// The same ids in two customers: an id is unique within its customer only.
    static let recipes: [String] = [
        live(
            "recipes", "managed_user_id, id, name, running, folder_id, version_no", "7, 100, 'Orders', 1, 72, 2",
            "8, 101, 'Draft', 0, 81, 1"),
        live("recipes", "managed_user_id, id, name, running, stopped_at", "8, 100, 'Leads', 0, '2024-03-01T00:00:00.000Z'"),
        [
            insert(
                "recipes", "managed_user_id, id, name, running, stop_cause, folder_id, _valid_from",
                "7, 101, 'Bills', 0, 'trigger_errors_limit', 70, 3")
        ],
        closed(
            "recipes", "managed_user_id, id, name, running, folder_id", "7, 101, 'Bills', 1, 70, 1, 2, 'update'",
            "7, 101, 'Bills', 0, 70, 2, 3, 'update'", "7, 109, 'Old', 1, 70, 1, 2, 'delete'"),
        live(
            "recipes", "managed_user_id, id, name, running, created_at, version_no",
            "10, 120, 'Orders', 1, '2023-01-01T00:00:00.000Z', 1"),
        activity, applications, versions,
    ].flatMap { $0 }

    private static let activity: [String] = [
        [insert("recipe_activity", "managed_user_id, recipe_id, lifetime_task_count, _valid_from", "7, 100, 500, 3")],
        live("recipe_activity", "managed_user_id, recipe_id, lifetime_task_count", "8, 100, 500"),
        live("recipe_activity", "managed_user_id, recipe_id, lifetime_task_count, last_run_at", "7, 101, 90, '2024-03-12T00:00:00.000Z'"),
        closed(
            "recipe_activity", "managed_user_id, recipe_id, lifetime_task_count", "7, 100, 420, 2, 3, 'update'",
            "7, 100, 400, 1, 2, 'update'"),
        // The jobs of a draft that somebody tested.
        [insert("recipe_activity", "managed_user_id, recipe_id, job_succeeded_count, job_failed_count, _valid_from", "8, 101, 30, 5, 2")],
        closed("recipe_activity", "managed_user_id, recipe_id, job_succeeded_count, job_failed_count", "8, 101, 10, 0, 1, 2, 'update'"),
    ].flatMap { $0 }

    private static let applications = live(
        "recipe_applications", "managed_user_id, recipe_id, application, role", "7, 100, 'sap', 'trigger'", "7, 100, 'sap', 'action'",
        "7, 100, 'my_crm', 'action'", "7, 101, 'sap', 'action'", "8, 100, 'slack', 'trigger'", "8, 100, 'my_crm', 'action'",
        "8, 101, 'sap', 'trigger'")

    /// The first version is of the past, the last no JSON. A schema that has an operation's name, or an input that looks like a
    /// step, is none.
    private static let versions: [String] = [
        version("7, 100, 1", #"{"keyword":"trigger","provider":"sap","name":"read_idoc"}"#, 1),
        version(
            "7, 100, 2",
            #"{"keyword":"trigger","provider":"sap","name":"new_idoc","input":{"keyword":"action","provider":"sap","name":"read_idoc"},"block":["#
                + #"{"keyword":"action","provider":"sap","name":"post_idoc","extended_input_schema":[{"name":"read_idoc"}]},"#
                + #"{"keyword":"if","block":[{"keyword":"action","provider":"sap","name":"post_idoc"},"#
                + #"{"keyword":"action","provider":"sap","name":"get_idoc"}]}]}"#, 2),
        version("7, 101, NULL", #"{"keyword":"action","provider":"sap","name":"post_idoc""#, 3),
        // Saved twice under one number: the later counts.
        version("8, 101, 1", #"{"keyword":"trigger","provider":"sap","name":"new_idoc"}"#, 4, from: 1),
        version("8, 101, 1", #"{"keyword":"trigger","provider":"sap","name":"read_idoc"}"#, 5, from: 2),
    ]

    private static func version(_ key: String, _ code: String, _ hash: Int, from run: Int = 1) -> String {
        insert(
            "recipe_versions", "managed_user_id, recipe_id, version_no, code, code_sha256, _valid_from",
            "\(key), '\(code)', printf('%064d', \(hash)), \(run)")
    }
}

extension FixtureRows {
    /// `Rates` is alike at customers 7 and 10, and another at 8; `Codes` is alike everywhere.
    static let lookupTables: [String] = [
        live(
            "lookup_tables", "managed_user_id, id, name", "7, 30, 'Rates'", "8, 31, 'Rates'", "10, 30, 'Rates'", "7, 32, 'Codes'",
            "8, 30, 'Codes'"),
        live(
            "lookup_table_columns", "managed_user_id, lookup_table_id, position, label, name, type", "7, 30, 1, 'Code', 'col1', 'string'",
            "7, 30, 2, 'Rate', 'col2', 'number'", "8, 31, 1, 'Rate', 'col1', 'number'", "8, 31, 2, 'Code', 'col2', 'string'",
            "10, 30, 1, 'Code', 'col1', 'string'", "10, 30, 2, 'Rate', 'col2', 'number'", "7, 32, 1, 'Code', 'col1', 'string'",
            "8, 30, 1, 'Code', 'col1', 'string'"),
        live(
            "lookup_table_rows", "managed_user_id, lookup_table_id, id, data", #"7, 30, 1, '{"Code":"EUR","Rate":1.10000000000000000001}'"#,
            #"7, 30, 2, '{"col1":"USD","Old \"name\"":true}'"#),
    ].flatMap { $0 }

    static let usage = live(
        "task_usage", "managed_user_id, month, task_count", "7, '2024-01', 100", "7, '2024-02', 150", "8, '2023-12', 30",
        "8, '2024-02', 20",
        "9, '2024-01', 700")
}

extension FixtureRows {
    static let apiPlatform: [String] = [
        live("api_collections", "managed_user_id, id, name, version", "7, 20, 'Orders', '1.0'", "0, 20, 'Own', NULL"),
        live(
            "api_endpoints", "managed_user_id, id, api_collection_id, flow_id, method, path, active", "7, 30, 20, 100, 'GET', '/orders', 1",
            "7, 31, 20, 101, 'POST', '/bills', 1", "7, 32, 20, 109, 'GET', '/old', 1", "7, 33, 21, 110, 'GET', '/new', 1",
            "7, 34, 20, NULL, NULL, '/none', 1", "7, 35, 20, 101, 'GET', '/off', 0", "0, 30, 20, 1, 'GET', '/own', 1"),
        live("api_clients", "managed_user_id, id, name", "7, 40, 'Shop'", "7, 41, 'Old shop'", "0, 40, 'Own client'"),
        // Ids as numbers and as texts; a client with two profiles; a collection and a client that are not known.
        live(
            "api_access_profiles", "managed_user_id, id, name, api_client_id, api_collection_ids, active, auth_type",
            "7, 60, 'Key', 40, '[20]', 1, 'token'", "7, 61, 'Former', 41, '[\"20\",21]', 0, 'oauth2'",
            "7, 62, 'Second key', 40, '[20]', 1, 'jwt'", "7, 63, 'Nothing', 42, '[]', 1, 'token'",
            "0, 60, 'Own key', 40, '[\"20\"]', NULL, NULL"),
    ].flatMap { $0 }
}
