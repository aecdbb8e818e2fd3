extension Resource {
    /// Customer accounts (API.md 4.1).
    public static let managedUsers = Resource(
        name: "managed_users",
        listing: ListEndpoint("/api/managed_users"),
        item: ItemEndpoint("/api/managed_users/{managed_user_id}", group: .customers),
        group: .customers,
        paging: .numbered(pageSize: 100),
        renames: ["exteranl_id": "external_id"],
        deletion: .confirmed(upTo: 20),
        measures: Measures(
            table: "managed_user_activity", owner: "managed_user_id",
            fields: ["task_count", "active_recipe_count", "active_connection_count"]),
        children: [
            Child(
                table: "managed_user_apps", owner: "managed_user_id", key: ["app"],
                sources: [.elements(of: "whitelisted_apps", to: "app")])
        ])

    /// Tasks of every customer by calendar month, for the last twelve months (API.md 4.13).
    public static let taskUsage = Resource(
        name: "task_usage",
        listing: ListEndpoint("/api/managed_users/usage"),
        group: .usage,
        after: "managed_users",
        key: ["managed_user_id", "month"],
        answer: .monthlyUsage,
        retention: .forever)
}
