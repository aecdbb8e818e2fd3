extension Resource {
    /// Connections of a customer (API.md 4.3).
    public static let connections = Resource(
        name: "connections",
        path: "/api/managed_users/{managed_user_id}/connections",
        parent: Parent("managed_users", as: "managed_user_id"),
        group: .connections)
}
