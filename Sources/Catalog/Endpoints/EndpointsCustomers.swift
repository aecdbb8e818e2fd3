extension Endpoint {
    /// Customer accounts (API.md 4.1).
    static let customers: [Endpoint] = [
        Endpoint(.get, "/api/managed_users", .customers, "List customers", in: .customers, mirrored: "managed_users"),
        Endpoint(.get, "/api/managed_users/{managed_user_id}", .customers, "Get a customer", in: .customers),
        Endpoint(.post, "/api/managed_users", .customerCreation, "Create a customer", in: .customers),
        Endpoint(.put, "/api/managed_users/{managed_user_id}", .customers, "Update a customer", in: .customers),
        Endpoint(.delete, "/api/managed_users/{managed_user_id}", .customers, "Delete a customer", in: .customers),
        Endpoint(.put, "/api/managed_users/{managed_user_id}/upgrade", .customers, "Upgrade a customer (deprecated)", in: .customers),
        Endpoint(.put, "/api/managed_users/{managed_user_id}/downgrade", .customers, "Downgrade a customer (deprecated)", in: .customers),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/environments", .environments, "Add environments", in: .customers),
        Endpoint(.get, "/api/customer_managers", .customerManagers, "List customer managers", in: .customers),
        Endpoint(.get, "/api/users/me", .other, "Get the calling workspace", in: .customers),
    ]

    /// Members of a customer (API.md 4.2). Newer endpoints are on Workato's pages on access control.
    static let members: [Endpoint] = [
        Endpoint(.get, "/api/managed_users/{managed_user_id}/members", .members, "List members", in: .customers, mirrored: "members"),
        Endpoint(.get, "/api/managed_users/{managed_user_id}/members/{member_id}", .members, "Get a member", in: .customers),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/members", .members, "Add a member", in: .customers),
        Endpoint(.put, "/api/managed_users/{managed_user_id}/members/{member_id}", .members, "Update a member", in: .customers),
        Endpoint(.delete, "/api/managed_users/{managed_user_id}/members/{member_id}", .memberRemoval, "Remove a member", in: .customers),
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/members/{member_id}/privileges", .members, "Get a member's privileges",
            in: .customers),
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/members/{member_id}/project_grants", .members, "List a member's project grants",
            in: .customers),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/member_invitations", .members, "Invite a member", in: .customers),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/member", .members, "Add a member (deprecated)", in: .customers),
        Endpoint(.delete, "/api/managed_users/{managed_user_id}/member", .memberRemoval, "Remove a member (deprecated)", in: .customers),
    ]

    /// Usage (API.md 4.13). The statistics are asked for by POST, but change nothing.
    static let customerReports: [Endpoint] = [
        Endpoint(.get, "/api/managed_users/usage", .usage, "Get task usage by month", in: .customers, mirrored: "task_usage"),
        Endpoint(.post, "/api/v2/managed_users/statistics/usage", .usage, "Ask for usage statistics", in: .customers, isRead: true),
        Endpoint(
            .post, "/api/v2/managed_users/statistics/connection_usage", .usage, "Ask for connection statistics", in: .customers,
            isRead: true),
    ]
}
