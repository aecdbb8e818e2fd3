/// Projects, the folders of Home that hold an application: https://docs.workato.com/oem/oem-api/folders.html
extension Routes {
    private static let projects = "managed_users/:managed_user_id/projects"
    private static let project = projects + "/:project_id"

    func addProjects() {
        getOfAny("projects", .projects) { call, state throws(APIFailure) in
            let projects = try state.workspace(call.owner(state)).projects
            return .list(Paging(call, of: .projects).page(of: projects.entries), of: .projects)
        }
        put(Self.project, .projects) { call, state throws(APIFailure) in
            .object(["result": try state.updateProject(call)])
        }
        delete(Self.project, .projects) { call, state throws(APIFailure) in
            let customer = try call.customer(state)
            let id = try call.id("project_id")
            guard let project = try state.workspace(customer).projects[id] else { throw .notFound }
            if let folder = project["folder_id"]?.integerValue { state.deleteFolderAndContents(folder, of: customer) }
            state.delete(id, from: .projects(of: customer))
            _ = state.tick()
            state.refreshCounts(of: customer)
            return .success
        }
    }
}

extension WorldState {
    fileprivate mutating func updateProject(_ call: Call) throws(APIFailure) -> JSON {
        let customer = try call.customer(self)
        let id = try call.id("project_id")
        guard var project = try workspace(customer).projects[id] else { throw .notFound }
        let body = try call.body()
        if body["name"] != nil { project["name"] = .string(try body.required("name")) }
        if body["description"] != nil { project["description"] = .text(try body.optional("description")) }
        let updated = JSON.string(tick())
        self[.projects(of: customer)].update(id) { $0 = project }
        // A project and its folder are one thing with two records.
        if body["name"] != nil, let folder = project["folder_id"]?.integerValue {
            self[.folders(of: customer)].update(folder) { record in
                record["name"] = project["name"]
                record["updated_at"] = updated
            }
        }
        return project
    }

    /// Takes away a folder, the folders below it, and the recipes and connections in them.
    fileprivate mutating func deleteFolderAndContents(_ folder: Int64, of customer: Int64) {
        guard let workspace = workspaces[customer], folder != workspace.home else { return }
        let folders = workspace.subtree(of: folder)
        let isInside: (Records.Entry) -> Bool = { $0.record["folder_id"]?.integerValue.map(folders.contains) ?? false }
        for recipe in workspace.recipes.entries.filter(isInside) { delete(recipe.id, from: .recipes(of: customer)) }
        for connection in workspace.connections.entries.filter(isInside) { delete(connection.id, from: .connections(of: customer)) }
        for id in folders { delete(id, from: .folders(of: customer)) }
    }
}
