/// What a customer's workspace contains besides recipes.
extension Endpoint {
    /// Connections (API.md 4.3).
    static let connections: [Endpoint] = [
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/connections", .connections, "List connections", in: .connections,
            mirrored: "connections"),
        Endpoint(
            .post, "/api/managed_users/{managed_user_id}/connections", .connectionChanges, "Create a connection", in: .connections),
        Endpoint(
            .put, "/api/managed_users/{managed_user_id}/connections/{connection_id}", .connectionChanges, "Update a connection",
            in: .connections),
        Endpoint(
            .delete, "/api/managed_users/{managed_user_id}/connections/{connection_id}", .connectionChanges, "Delete a connection",
            in: .connections),
        Endpoint(
            .post, "/api/managed_users/{managed_user_id}/connections/{connection_id}/disconnect", .connectionChanges,
            "Disconnect a connection", in: .connections),
    ]

    /// Pick lists. They are asked for by POST, which changes nothing here (API.md 4.3).
    static let picklists: [Endpoint] = [
        Endpoint(
            .post, "/api/managed_users/{managed_user_id}/connections/{connection_id}/pick_list", .picklists, "Get a picklist's values",
            in: .picklists, mirrored: "picklist_values", isRead: true)
    ]

    /// Folders and projects (API.md 4.7).
    static let folders: [Endpoint] = [
        Endpoint(.get, "/api/managed_users/{managed_user_id}/folders", .folders, "List folders", in: .folders, mirrored: "folders"),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/folders", .folders, "Create a folder", in: .folders),
        Endpoint(.put, "/api/managed_users/{managed_user_id}/folders/{folder_id}", .folders, "Update a folder", in: .folders),
        Endpoint(.delete, "/api/managed_users/{managed_user_id}/folders/{folder_id}", .folders, "Delete a folder", in: .folders),
        Endpoint(.get, "/api/managed_users/{managed_user_id}/projects", .projects, "List projects", in: .folders, mirrored: "projects"),
        Endpoint(.put, "/api/managed_users/{managed_user_id}/projects/{project_id}", .projects, "Update a project", in: .folders),
        Endpoint(.delete, "/api/managed_users/{managed_user_id}/projects/{project_id}", .projects, "Delete a project", in: .folders),
    ]

    /// Roles (API.md 4.8).
    static let roles: [Endpoint] = [
        Endpoint(.get, "/api/managed_users/{managed_user_id}/roles", .roles, "List roles", in: .roles, mirrored: "roles"),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/roles/{role_id}/copy", .roles, "Copy a role", in: .roles),
    ]

    /// Collaborator groups (Workato's page on role-based access; API.md 2).
    static let collaboratorGroups: [Endpoint] = [
        Endpoint(.get, "/api/managed_users/{managed_user_id}/user_groups", .collaboratorGroups, "List groups", in: .roles),
        Endpoint(.get, "/api/managed_users/{managed_user_id}/user_groups/{group_id}", .collaboratorGroups, "Get a group", in: .roles),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/user_groups", .collaboratorGroups, "Create a group", in: .roles),
        Endpoint(.put, "/api/managed_users/{managed_user_id}/user_groups/{group_id}", .collaboratorGroups, "Update a group", in: .roles),
        Endpoint(.delete, "/api/managed_users/{managed_user_id}/user_groups/{group_id}", .collaboratorGroups, "Delete a group", in: .roles),
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/user_groups/{group_id}/members", .collaboratorGroups, "List members of a group",
            in: .roles),
        Endpoint(
            .post, "/api/managed_users/{managed_user_id}/user_groups/{group_id}/members", .collaboratorGroups, "Add members to a group",
            in: .roles),
        Endpoint(
            .delete, "/api/managed_users/{managed_user_id}/user_groups/{group_id}/members", .collaboratorGroups,
            "Remove members from a group", in: .roles),
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/user_groups/{group_id}/project_grants", .collaboratorGroups,
            "List project grants of a group", in: .roles),
    ]
}
