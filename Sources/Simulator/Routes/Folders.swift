/// Folders: https://docs.workato.com/oem/oem-api/folders.html; Home is never listed.
extension Routes {
    private static let folders = "managed_users/:managed_user_id/folders"
    private static let folder = folders + "/:folder_id"

    func addFolders() {
        getOfAny("folders", .folders) { call, state throws(APIFailure) in
            let workspace = try state.workspace(call.owner(state))
            let parent = try call.filter("parent_id").map { Int64($0) } ?? workspace.home
            guard let parent, workspace.hasFolder(parent) else { throw .notFound }
            let children = workspace.folderTree.entries.lazy.filter { workspace.isFolder($0.record, in: parent) }
            return .list(Paging(call, of: .folders).page(of: children), of: .folders)
        }
        post(Self.folders, .folders) { call, state throws(APIFailure) in
            let customer = try call.customer(state)
            let body = try call.body()
            // The form of 2020: only in Home, and the answer is only the id.
            guard body["folder_name"] == nil else {
                let folder = try state.createFolder(of: customer, body.required("folder_name"), in: nil)
                return .object(["id": folder["id"] ?? .null])
            }
            return .object(["result": try state.createFolder(of: customer, body.required("name"), in: body.optionalID("parent_id"))])
        }
        put(Self.folder, .folders) { call, state throws(APIFailure) in
            .object(["result": try state.updateFolder(call)])
        }
        delete(Self.folder, .folders) { call, state throws(APIFailure) in
            let customer = try call.customer(state)
            let id = try call.id("folder_id")
            let workspace = try state.workspace(customer)
            guard workspace.hasFolder(id) else { throw .notFound }
            let isProject = workspace.folderTree[id]?["is_project"] == .bool(true)
            guard id != workspace.home, !isProject, workspace.isEmptyFolder(id) else { throw .cannotDestroyFolder }
            state.delete(id, from: .folders(of: customer))
            _ = state.tick()
            return .success
        }
    }
}

extension APIFailure {
    static let cannotDestroyFolder = APIFailure(status: 403, body: ["message": "Cannot destroy folder"])
}

extension WorldState {
    fileprivate mutating func createFolder(of customer: Int64, _ name: String, in parent: Int64?) throws(APIFailure) -> JSON {
        let workspace = try workspace(customer)
        guard let parent = parent ?? workspace.home, workspace.hasFolder(parent) else { throw .invalid("parent_id", "is invalid") }
        _ = tick()
        let id = identities.next(.folder, at: now)
        var record = FolderShape(id: id, name: name, parent: parent, created: now, updated: now).record
        record["project_id"] = workspace.project(of: parent)
        add(record, id: id, to: .folders(of: customer))
        return record
    }

    fileprivate mutating func updateFolder(_ call: Call) throws(APIFailure) -> JSON {
        let customer = try call.customer(self)
        let workspace = try workspace(customer)
        let id = try call.id("folder_id")
        guard var record = workspace.folderTree[id] else { throw .notFound }
        let body = try call.body()
        if body["name"] != nil { record["name"] = .string(try body.required("name")) }
        let target = try body.optionalID("parent_id")
        if let target {
            // A project stays in Home, and no folder may end up inside itself.
            guard workspace.hasFolder(target), record["is_project"] != .bool(true) || target == workspace.home,
                !workspace.subtree(of: id).contains(target)
            else { throw .invalid("parent_id", "is invalid") }
            record["parent_id"] = .integer(target)
        }
        record["updated_at"] = .string(tick())
        self[.folders(of: customer)].update(id) { $0 = record }
        if let target, record["is_project"] != .bool(true) { workspaces[customer]?.move(id, to: workspace.project(of: target)) }
        return self[.folders(of: customer)][id] ?? record
    }
}

extension Workspace {
    /// Moves a folder and everything below it into a project.
    fileprivate mutating func move(_ folder: Int64, to project: JSON) {
        for id in subtree(of: folder) { folderTree.update(id) { $0["project_id"] = project } }
    }
}
