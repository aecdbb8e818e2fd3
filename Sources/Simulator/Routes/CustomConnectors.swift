/// The partner's own connectors: https://docs.workato.com/oem/oem-api/custom_connectors.html
extension Routes {
    func addCustomConnectors() {
        get("custom_connectors", .customConnectors) { call, state in
            let (title, shared) = (call.query["title"]?.lowercased(), call.query["oem_shared"])
            let found = state.catalog.customConnectors.values.filter { connector in
                (title ?? "").isEmpty || connector["title"]?.stringValue?.lowercased().contains(title ?? "") == true
            }
            .filter { shared == nil || $0.isShared == (shared == "true") }
            return .list(Page(all: found), of: .customConnectors)
        }
        get("custom_connectors/:custom_connector_id", .customConnectors) { call, state throws(APIFailure) in
            guard let connector = state.catalog.customConnectors[try call.id("custom_connector_id")] else { throw .notFound }
            return .record(connector, of: .customConnectors)
        }
        addSharing()
    }

    private func addSharing() {
        post("custom_connectors/:custom_connector_id/oem_share/:version", .customConnectors) { call, state throws(APIFailure) in
            let version = try call.id("version")
            _ = try state.amend(call.id("custom_connector_id"), in: .customConnectors) { connector, now throws(APIFailure) in
                guard connector.releases.contains(version) else { throw .notFound }
                connector["oem_shared_version"] = .integer(version)
                connector["oem_shared_at"] = .string(now.pacific)
            }
            return .success
        }
        delete("custom_connectors/:custom_connector_id/suppress_oem_version", .customConnectors) { call, state throws(APIFailure) in
            _ = try state.amend(call.id("custom_connector_id"), in: .customConnectors) { connector, _ in
                connector["oem_shared_version"] = .null
                connector["oem_shared_at"] = .null
            }
            return .success
        }
    }
}

extension JSON {
    fileprivate var isShared: Bool { self["oem_shared_version"]?.integerValue != nil }

    fileprivate var releases: [Int64] { (self["released_versions"]?.elements ?? []).compactMap { $0["version"]?.integerValue } }
}
