/// What recipes read and write, and the connectors that they use.
extension Endpoint {
    /// Account properties (API.md 4.9).
    static let properties: [Endpoint] = [
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/properties", .properties, "List properties", in: .properties,
            mirrored: "properties"),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/properties", .propertyChanges, "Set properties", in: .properties),
    ]

    /// Lookup tables and their rows (API.md 4.10).
    static let lookupTables: [Endpoint] = [
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/lookup_tables", .lookupTables, "List lookup tables", in: .lookupTables,
            mirrored: "lookup_tables"),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/lookup_tables", .lookupTables, "Create a lookup table", in: .lookupTables),
        Endpoint(
            .post, "/api/managed_users/{managed_user_id}/lookup_tables/batch_delete", .lookupTables, "Delete lookup tables",
            in: .lookupTables),
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/lookup_tables/{lookup_table_id}/rows", .lookupTableRows, "List rows",
            in: .lookupTables, mirrored: "lookup_table_rows"),
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/lookup_tables/{lookup_table_id}/lookup", .lookupTables, "Look a row up",
            in: .lookupTables),
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/lookup_tables/{lookup_table_id}/rows/{row_id}", .lookupTables, "Get a row",
            in: .lookupTables),
        Endpoint(
            .post, "/api/managed_users/{managed_user_id}/lookup_tables/{lookup_table_id}/rows", .lookupTables, "Add a row",
            in: .lookupTables),
        Endpoint(
            .put, "/api/managed_users/{managed_user_id}/lookup_tables/{lookup_table_id}/rows/{row_id}", .lookupTables, "Update a row",
            in: .lookupTables),
        Endpoint(
            .delete, "/api/managed_users/{managed_user_id}/lookup_tables/{lookup_table_id}/rows/{row_id}", .lookupTables, "Delete a row",
            in: .lookupTables),
    ]

    /// Connectors of the partner, not of a customer (API.md 4.12).
    static let connectors: [Endpoint] = [
        Endpoint(.get, "/api/integrations", .connectors, "Look connectors up by name", in: .connectors, mirrored: "connectors"),
        Endpoint(.get, "/api/integrations/all", .connectors, "List connectors", in: .connectors, mirrored: "connectors"),
        Endpoint(
            .get, "/api/custom_connectors", .customConnectors, "List custom connectors", in: .connectors, mirrored: "custom_connectors"),
        Endpoint(.get, "/api/custom_connectors/{connector_id}", .customConnectors, "Get a custom connector", in: .connectors),
        Endpoint(
            .post, "/api/custom_connectors/{connector_id}/oem_share/{version}", .customConnectors, "Share a custom connector",
            in: .connectors),
        Endpoint(
            .delete, "/api/custom_connectors/{connector_id}/suppress_oem_version", .customConnectors, "Stop sharing a custom connector",
            in: .connectors),
    ]
}
