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
        // The documentation does not say what the API does without this filter. A mirror that does not set it should lose nothing.
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
    // A filter that is not a number is ignored, as in the other listings.
    fileprivate func hasID(_ name: String, _ text: String) -> Bool {
        guard let id = Int64(text) else { return true }
        return self[name]?.integerValue == id
    }
}

extension WorldState {
    /// Ends a connection's authorization. It can be authorized again only in the product.
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
