extension Resource {
    /// Connections of a customer (API.md 4.3).
    public static let connections = Resource(
        name: "connections",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/connections"),
        parent: Parent("managed_users", as: "managed_user_id"),
        group: .connections)

    /// The choices that a connected application offers, for the lists that the configuration names (API.md 4.3).
    public static let picklistValues = Resource(
        name: "picklist_values",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/connections/{connection_id}/pick_list", method: .pickList),
        // Only a working connection can be asked.
        parent: Parent(
            "connections", as: "connection_id",
            selection: .chosen(by: "provider", as: "pick_list", if: ["authorization_status": "success"])),
        group: .picklists,
        key: ["value"],
        answer: .tuples(["label", "value"]),
        isOptIn: true,
        whenNotFound: .failsOnceFound)
}
