extension Resource {
    /// Connectors of the platform, and their triggers and actions (API.md 4.12).
    public static let connectors = Resource(
        name: "connectors",
        listing: ListEndpoint("/api/integrations/all", otherwise: .init("/api/integrations", paging: .none)),
        group: .connectors,
        paging: .numbered(pageSize: 100),
        key: ["name"],
        whenNotFound: .failsOnceFound,
        children: [
            Child(
                table: "connector_operations", owner: "connector", key: ["kind", "name"],
                sources: [operations("triggers", "trigger"), operations("actions", "action")])
        ])

    private static func operations(_ field: String, _ kind: String) -> Child.Source {
        let columns = ["name", "title", "deprecated", "bulk", "batch"]
        return .objects(of: field, columns: Dictionary(uniqueKeysWithValues: columns.map { ($0, $0) }), constants: ["kind": kind])
    }

    /// Connectors that the partner has built, and their releases. An answer shows only the ten newest releases (API.md 4.12).
    public static let customConnectors = Resource(
        name: "custom_connectors",
        listing: ListEndpoint("/api/custom_connectors"),
        item: ItemEndpoint("/api/custom_connectors/{connector_id}", group: .customConnectors),
        group: .customConnectors,
        whenNotFound: .failsOnceFound,
        children: [
            Child(
                table: "custom_connector_versions", owner: "custom_connector_id", key: ["version"],
                sources: [
                    .objects(
                        of: "released_versions",
                        columns: [
                            "version": "version", "version_note": "version_note", "created_at": "created_at", "released_at": "released_at",
                        ])
                ], retention: .forever)
        ])
}
