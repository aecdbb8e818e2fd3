/// Manifests, which say what a package contains.
extension Routes {
    private static let manifests = "managed_users/:managed_user_id/export_manifests"

    func addExportManifests() {
        get(Self.manifests + "/folder_assets", .lifecycle) { call, state throws(APIFailure) in
            .object(["result": ["assets": .array(try state.assets(of: call.customer(state), in: call.query.integer("folder_id")))]])
        }
        post(Self.manifests, .lifecycle) { call, state throws(APIFailure) in
            .object(["result": try state.createManifest(of: call.customer(state), call.body("export_manifest"))])
        }
        get(Self.manifests + "/:export_manifest_id", .lifecycle) { call, state throws(APIFailure) in
            let manifests = state[.exportManifests(of: try call.customer(state))]
            guard let manifest = manifests[try call.id("export_manifest_id")] else { throw .notFound }
            return .object(["result": manifest])
        }
        addManifestChanges()
    }

    private func addManifestChanges() {
        put(Self.manifests + "/:export_manifest_id", .lifecycle) { call, state throws(APIFailure) in
            let place = Place.exportManifests(of: try call.customer(state))
            let id = try call.id("export_manifest_id")
            guard state[place][id] != nil else { throw .notFound }
            let changes = try call.body("export_manifest")
            try changes.checkAssets()
            if changes["name"] != nil { _ = try changes.required("name") }
            return .object(["result": try state.amend(id, in: place) { manifest, _ in manifest.merge(changes, names: ["name"]) }])
        }
        delete(Self.manifests + "/:export_manifest_id", .lifecycle) { call, state throws(APIFailure) in
            let place = Place.exportManifests(of: try call.customer(state))
            guard state.delete(try call.id("export_manifest_id"), from: place) else { throw .notFound }
            _ = state.tick()
            return .object(["result": ["success": true]])
        }
    }
}

extension WorldState {
    fileprivate mutating func createManifest(of customer: Int64, _ body: JSON) throws(APIFailure) -> JSON {
        let name = try body.required("name")
        try body.checkAssets()
        let created = JSON.string(tick())
        let id = identities.next(.exportManifest, at: now)
        let record: JSON = [
            "id": .integer(id), "name": .string(name), "last_exported_at": .null, "created_at": created, "updated_at": created,
            "deleted_at": .null, "project_path": "Home", "status": "working",
        ]
        add(record, id: id, to: .exportManifests(of: customer))
        return record
    }

    /// What a manifest can take from a folder, or from Home if none is named: recipes, then connections.
    fileprivate func assets(of customer: Int64, in folder: Int64?) -> [JSON] {
        let wanted = JSON.integer(folder ?? workspaces[customer]?.folders.first)
        let kinds = [("recipe", Place.recipes(of: customer)), ("connection", .connections(of: customer))]
        let found = kinds.flatMap { kind, place in
            self[place].entries.filter { $0.record["folder_id"] == wanted }.map { (kind, $0) }
        }
        return found.enumerated().map { index, asset in
            [
                "id": .integer(asset.1.id), "name": asset.1.record["name"] ?? .null, "type": .string(asset.0),
                "version": asset.1.record["version_no"] ?? 1, "folder": "", "absolute_path": "Home", "root_folder": false,
                "unreachable": false, "zip_name": .string("asset_\(index).\(asset.0).json"), "checked": true, "status": "added",
            ]
        }
    }
}

extension JSON {
    /// The assets of a manifest: objects with an id and a type. Whether they exist is not checked.
    fileprivate func checkAssets() throws(APIFailure) {
        guard let assets = self["assets"] else { return }
        let areAssets = assets.elements?.allSatisfy { $0["id"]?.integerValue != nil && $0["type"]?.stringValue != nil }
        guard areAssets == true else { throw .invalid("assets", "is invalid") }
    }
}
