/// Members of a customer's workspace: https://docs.workato.com/oem/oem-api/managed-users.html
extension Routes {
    private static let members = "managed_users/:managed_user_id/members"
    private static let member = members + "/:member_id"

    func addMembers() {
        // The quick references print these paths, which name no customer.
        get("managed_users/members", .members) { _, _ throws(APIFailure) in throw .notFound }
        get("managed_users/members/:member_id", .members) { _, _ throws(APIFailure) in throw .notFound }
        get(Self.members, .members) { call, state throws(APIFailure) in
            .list(Page(all: try state.workspace(call.customer(state)).members.values), of: .members)
        }
        get(Self.member, .members) { call, state throws(APIFailure) in
            .record(try call.member(state).record, of: .members)
        }
        get(Self.member + "/privileges", .members) { call, state throws(APIFailure) in
            let role = try call.member(state).record["role_name"]?.stringValue
            return .object(["result": Privileges.of(role, in: try state.workspace(call.customer(state)))])
        }
        addMemberWrites()
        addDeprecatedMemberWrites()
    }

    private func addMemberWrites() {
        post(Self.members, .members) { call, state throws(APIFailure) in
            let member = try state.createMember(of: call.customer(state), call.body())
            let shown = ["id", "role_name", "time_zone", "grant_type", "name", "email"]
            return .object(.object(shown.map { JSON.Member($0, member[$0] ?? .null) }))
        }
        put(Self.member, .members) { call, state throws(APIFailure) in
            var (id, record) = try call.member(state)
            try record.applyMember(call.body())
            _ = state.tick()
            state[.members(of: try call.customer(state))].update(id) { $0 = record }
            return .object(record)
        }
        delete(Self.member, .memberRemoval) { call, state throws(APIFailure) in
            guard state.delete(try call.id("member_id"), from: .members(of: try call.customer(state))) else { throw .notFound }
            _ = state.tick()
            return .success
        }
        // An invited person becomes a member only after signing up.
        post("managed_users/:managed_user_id/member_invitations", .members) { call, state throws(APIFailure) in
            _ = try call.customer(state)
            let body = try call.body()
            for name in ["name", "email", "role_name"] { _ = try body.required(name) }
            _ = state.tick()
            return .object(["result": "ok"])
        }
    }

    private func addDeprecatedMemberWrites() {
        post("managed_users/:managed_user_id/member", .members) { call, state throws(APIFailure) in
            let customer = try call.customer(state)
            let body = try call.body()
            _ = try body.required("oauth_id")
            let member = try state.createMember(of: customer, body)
            return .object(["id": member["id"] ?? .null])
        }
        delete("managed_users/:managed_user_id/member", .members) { call, state throws(APIFailure) in
            let customer = try call.customer(state)
            guard let id = try call.body().optionalID("member_id") else { throw .invalid("member_id", "can't be blank") }
            guard state.delete(id, from: .members(of: customer)) else { throw .notFound }
            _ = state.tick()
            return .object(["id": .integer(id)])
        }
    }
}

extension Call {
    /// The member in the path.
    fileprivate func member(_ state: WorldState) throws(APIFailure) -> (id: Int64, record: JSON) {
        let workspace = try state.workspace(customer(state))
        let id = try id("member_id")
        guard let member = workspace.members[id] else { throw .notFound }
        return (id, member)
    }
}

extension WorldState {
    fileprivate mutating func createMember(of customer: Int64, _ body: JSON) throws(APIFailure) -> JSON {
        let name = try body.required("name")
        var record = MemberShape(id: 0, name: name, role: "Admin").record
        try record.applyMember(body)
        _ = tick()
        let id = identities.next(.member, at: now)
        record["id"] = .integer(id)
        add(record, id: id, to: .members(of: customer))
        return record
    }
}

extension JSON {
    fileprivate mutating func applyMember(_ changes: JSON) throws(APIFailure) {
        if changes["name"] != nil { _ = try changes.required("name") }
        let texts = ["name", "email", "role_name", "external_id", "time_zone"]
        for name in texts { _ = try changes.optional(name) }
        if let roles = changes["env_roles"], roles.elements == nil { throw .invalid("env_roles", "is invalid") }
        merge(changes, names: texts + ["env_roles"])
    }
}
