/// Which connections a listing shows.
struct ConnectionFilter: Sendable {
    let provider: String?
    let folder: String?
    let parent: String?
    let externalID: String?
    /// Whether connections of runtime users, which have a parent, are shown.
    let hasRuntimeConnections: Bool

    init(_ call: Call) throws(APIFailure) {
        provider = try call.filter("provider")
        folder = try call.filter("folder_id")
        parent = try call.filter("parent_id")
        externalID = try call.filter("external_id")
        // What the API does when it is not asked is not documented; a mirror should lose nothing by not asking.
        hasRuntimeConnections = try call.filter("include_runtime_connections") != "false"
    }

    func admits(_ connection: JSON) -> Bool {
        if let provider, connection["provider"]?.stringValue != provider { return false }
        if let folder, !connection.hasID("folder_id", folder) { return false }
        if let parent, !connection.hasID("parent_id", parent) { return false }
        if let externalID, connection["external_id"]?.stringValue != externalID { return false }
        return hasRuntimeConnections || connection["parent_id"]?.integerValue == nil
    }
}

extension JSON {
    // A filter that is no number is taken for none, as the other listings do.
    fileprivate func hasID(_ name: String, _ text: String) -> Bool {
        guard let id = Int64(text) else { return true }
        return self[name]?.integerValue == id
    }
}

extension WorldState {
    /// Ends a connection's authorization; it can be authorized again in the product only.
    mutating func disconnect(_ call: Call) throws(APIFailure) {
        let customer = try call.customer(self)
        let id = try call.id("connection_id")
        guard self[.connections(of: customer)][id] != nil else { throw .notFound }
        let updated = JSON.string(tick())
        self[.connections(of: customer)].update(id) { record in
            for field in ["authorization_status", "authorization_error", "authorized_at"] { record[field] = .null }
            for field in ["connection_lost_at", "connection_lost_reason"] { record.replace(field, .null) }
            record["updated_at"] = updated
        }
        refreshCounts(of: customer)
    }
}
