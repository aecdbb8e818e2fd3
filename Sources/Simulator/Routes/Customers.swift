/// Customers (managed users): https://docs.workato.com/oem/oem-api/managed-users.html
extension Routes {
    func addCustomers() {
        get("managed_users", .customers) { call, state in
            .list(Paging(call, of: .customers).page(of: state.customers.entries), of: .customers)
        }
        get("managed_users/:managed_user_id", .customers) { call, state throws(APIFailure) in
            .record(state.customers[try call.customer(state)] ?? .null, of: .customers)
        }
        post("managed_users", .customerCreation) { call, state throws(APIFailure) in
            .record(try state.createCustomer(call.body()), of: .customers)
        }
        put("managed_users/:managed_user_id", .customers) { call, state throws(APIFailure) in
            .record(try state.updateCustomer(call.customer(state), call.body()), of: .customers)
        }
        delete("managed_users/:managed_user_id", .customers) { call, state throws(APIFailure) in
            state.delete(try call.customer(state), from: .customers)
            return .success
        }
    }
}

extension WorldState {
    private static let writable = [
        "name", "notification_email", "plan_id", "external_id", "origin_url", "whitelisted_apps", "time_zone", "team_name",
        "frame_ancestors",
        "error_notification_emails", "admin_notification_emails", "task_limit", "active_connection_limit", "in_trial",
    ]

    mutating func createCustomer(_ body: JSON) throws(APIFailure) -> JSON {
        let name = try body.required("name")
        let email = try body.required("notification_email")
        try checkExternalID(body, of: nil)
        let updated = tick()
        let id = identities.next(.customer, at: now)
        var record = CustomerShape(id: id, name: name, notificationEmail: email, created: now, updated: now).record(now: now)
        record.merge(body, names: Self.writable)
        record["updated_at"] = .string(updated)
        add(record, id: id, to: .customers)
        workspaces[id]?.usage[now.pacificMonth] = 0
        return record
    }

    mutating func updateCustomer(_ id: Int64, _ body: JSON) throws(APIFailure) -> JSON {
        if body["name"] != nil { _ = try body.required("name") }
        try checkExternalID(body, of: id)
        let updated = tick()
        customers.update(id) { record in
            record.merge(body, names: Self.writable)
            record["updated_at"] = .string(updated)
        }
        return customers[id] ?? .null
    }

    private func checkExternalID(_ body: JSON, of id: Int64?) throws(APIFailure) {
        guard let externalID = try body.optional("external_id"), let holder = customer(externalID: externalID) else { return }
        guard holder == id else { throw .invalid("external_id", "has already been taken") }
    }
}
