/// Custom roles of a customer: https://docs.workato.com/oem/oem-api/roles.html
extension Routes {
    private static let roles = "managed_users/:managed_user_id/roles"

    func addRoles() {
        getOfAny("roles", .roles) { call, state throws(APIFailure) in
            let roles = try state.workspace(call.owner(state)).roles
            let name = call.query["role_name"].map { JSON.string($0) }
            let entries = roles.entries.lazy.filter { name == nil || $0.record["name"] == name }
            return .list(Paging(call, of: .roles).page(of: entries), of: .roles)
        }
        post(Self.roles + "/:role_id/copy", .roles) { call, state throws(APIFailure) in
            .object(try state.copyRole(call))
        }
    }
}

extension WorldState {
    fileprivate mutating func copyRole(_ call: Call) throws(APIFailure) -> JSON {
        let customer = try call.customer(self)
        let workspace = try workspace(customer)
        guard var role = workspace.roles[try call.id("role_id")] else { throw .notFound }
        let body = try call.body()
        let name = try body.required("name")
        guard workspace.roles.count("name", .string(name)) == 0 else { throw .invalid("name", "has already been taken") }
        if let folders = try body.optionalIDs("folder_ids") {
            guard folders.allSatisfy(workspace.hasFolder) else { throw .invalid("folder_ids", "is invalid") }
            role["folder_ids"] = .array(folders.map { .integer($0) })
        }
        let created = JSON.string(tick())
        let id = identities.next(.role, at: now)
        for (field, value) in [("id", .integer(id)), ("name", .string(name)), ("created_at", created), ("updated_at", created)]
            as [(String, JSON)]
        {
            role[field] = value
        }
        add(role, id: id, to: .roles(of: customer))
        return role
    }
}

/// What roles allow: operations by group of resources.
enum Privileges {
    static let groups = [
        ("Recipes", ["view", "create", "edit", "delete", "run", "test"]), ("Connections", ["view", "create", "edit", "delete"]),
        ("Folders", ["view", "create", "edit", "delete"]), ("Lookup tables", ["view", "edit"]), ("Job history", ["view", "repeat"]),
        ("Account properties", ["view", "edit"]),
    ]

    /// What a role's name allows in a workspace: the product's three roles, or the workspace's own.
    static func of(_ role: String?, in workspace: Workspace) -> JSON {
        switch role {
        case nil: [:]
        case "Admin": object { _ in true }
        case "Analyst": object { $0 != "delete" }
        case "Operator": object { $0 == "view" || $0 == "run" || $0 == "repeat" }
        case let name?: workspace.roles.values.first { $0["name"] == .string(name) }?["privileges"] ?? [:]
        }
    }

    private static func object(_ allows: (String) -> Bool) -> JSON {
        .object(groups.map { JSON.Member($0.0, .texts($0.1.filter(allows))) })
    }
}
