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
