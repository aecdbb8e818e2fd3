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
