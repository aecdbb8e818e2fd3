/// Connections: https://docs.workato.com/oem/oem-api/connections.html; the listing has no pages.
extension Routes {
    private static let connections = "managed_users/:managed_user_id/connections"

    func addConnections() {
        getOfAny("connections", .connectionsList) { call, state throws(APIFailure) in
            let workspace = try state.workspace(call.owner(state))
            let filter = try ConnectionFilter(call)
            return .list(Page(all: workspace.connections.values.filter(filter.admits)), of: .connections)
        }
        post(Self.connections, .connectionsOther) { call, state throws(APIFailure) in
            .record(try state.createConnection(of: call.customer(state), call.body()), of: .connections)
        }
        put(Self.connections + "/:connection_id", .connectionsOther) { call, state throws(APIFailure) in
            .record(try state.updateConnection(call), of: .connections)
        }
        post(Self.connections + "/:connection_id/disconnect", .connectionsOther) { call, state throws(APIFailure) in
            try state.disconnect(call)
            return .success
        }
        delete(Self.connections + "/:connection_id", .connectionsOther) { call, state throws(APIFailure) in
            let customer = try call.customer(state)
            guard state.delete(try call.id("connection_id"), from: .connections(of: customer)) else { throw .notFound }
            _ = state.tick()
            state.refreshCounts(of: customer)
            return .success
        }
    }
}

extension WorldState {
    // In the product, only the API sets the status. Here a client may, so that a demo can break a connection.
    private static let writable = [
        "name", "folder_id", "external_id", "parent_id", "description", "authorization_status", "authorization_error",
    ]
    private static let statuses: [JSON] = ["success", "failed", "exception", .null]

    mutating func createConnection(of customer: Int64, _ body: JSON) throws(APIFailure) -> JSON {
        let name = try body.required("name")
        let provider = try body.required("provider")
        try checkStatus(body)
        _ = tick()
        let id = identities.next(.connection, at: now)
        var record = ConnectionShape(id: id, name: name, provider: provider, created: now, updated: now).record
        record.merge(body, names: Self.writable)
        add(record, id: id, to: .connections(of: customer))
        refreshCounts(of: customer)
        return record
    }

    mutating func updateConnection(_ call: Call) throws(APIFailure) -> JSON {
        let place = Place.connections(of: try call.customer(self))
        let id = try call.id("connection_id")
        let body = try call.body()
        guard var record = self[place][id] else { throw .notFound }
        if body["name"] != nil { _ = try body.required("name") }
        try checkStatus(body)
        let updated = tick()
        record.merge(body, names: Self.writable)
        record["updated_at"] = .string(updated)
        if let status = body["authorization_status"] { record.setStatus(status, at: updated) }
        self[place].update(id) { $0 = record }
        refreshCounts(of: try call.customer(self))
        return record
    }

    private func checkStatus(_ body: JSON) throws(APIFailure) {
        guard let status = body["authorization_status"] else { return }
        guard Self.statuses.contains(status) else { throw .invalid("authorization_status", "is not included in the list") }
    }
}

extension JSON {
    fileprivate mutating func setStatus(_ status: JSON, at time: String) {
        let lost = status == "failed" || status == "exception"
        if status == "success" {
            self["authorized_at"] = .string(time)
            self["authorization_error"] = .null
        }
        self["connection_lost_at"] = lost ? .string(time) : .null
        self["connection_lost_reason"] = lost ? self["authorization_error"] : .null
    }
}
