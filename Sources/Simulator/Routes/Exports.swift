/// Exports of packages, built from a manifest.
extension Routes {
    // Both methods use one name for the parameter: to the router, other names would be other paths.
    private static let export = "managed_users/:managed_user_id/exports/:package_id"

    func addExports() {
        post(Self.export, .lifecycle) { call, state throws(APIFailure) in
            .object(try state.exportPackage(of: call.customer(state), manifest: call.id("package_id")))
        }
        get(Self.export, .lifecycle) { call, state throws(APIFailure) in
            .object(["result": try state.askForPackage(call, "export")])
        }
    }
}

extension WorldState {
    fileprivate mutating func exportPackage(of customer: Int64, manifest: Int64) throws(APIFailure) -> JSON {
        _ = try amend(manifest, in: .exportManifests(of: customer)) { $0["last_exported_at"] = .string($1.pacific) }
        let id = identities.next(.package, at: now)
        var random = SplitMix64(seed, 8, UInt64(bitPattern: id))
        let url = "https://www.workato.com/packages/\(id)/download?token=\(random.hex(16))"
        func package(_ status: String, _ url: String? = nil) -> JSON {
            [
                "id": .integer(id), "operation_type": "export", "status": .string(status), "export_manifest_id": .integer(manifest),
                "error": .null, "download_url": .text(url),
            ]
        }
        workspaces[customer]?.lifecycle.add(id, saying: [package("in_progress"), package("processing"), package("completed", url)])
        return ["id": .integer(id), "operation_type": "export", "status": "in_progress", "export_manifest_id": .integer(manifest)]
    }
}
