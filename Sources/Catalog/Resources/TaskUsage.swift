extension Resource {
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
