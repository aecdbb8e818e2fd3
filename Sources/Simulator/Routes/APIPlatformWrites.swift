extension WorldState {
    private static let authTypes = ["token", "jwt", "oauth2", "oidc"]

    mutating func createCollection(of owner: Int64, _ body: JSON) throws(APIFailure) -> JSON {
        let name = try body.required("name")
        let project = try body.optionalID("project_id")
        _ = tick()
        let id = identities.next(.apiCollection, at: now)
        var random = SplitMix64(seed, 6, UInt64(bitPattern: id))
        let shape = CollectionShape(id: id, name: name, owner: owner, project: project, created: now, updated: now, token: random.hex(16))
        add(shape.record, id: id, to: .apiCollections(of: owner))
        return shape.record
    }

    mutating func createClient(of owner: Int64, _ body: JSON) throws(APIFailure) -> JSON {
        let name = try body.required("name")
        let project = try body.optionalID("project_id")
        _ = tick()
        let id = identities.next(.apiClient, at: now)
        let record = ClientShape(id: id, name: name, project: project, created: now, updated: now).record
        add(record, id: id, to: .apiClients(of: owner))
        return record
    }

    mutating func createAccessProfile(of owner: Int64, _ body: JSON) throws(APIFailure) -> JSON {
        let name = try body.required("name")
        guard let client = try body.optionalID("api_client_id") else { throw .invalid("api_client_id", "can't be blank") }
        try checkProfile(body, of: owner)
        _ = tick()
        let id = identities.next(.apiAccessProfile, at: now)
        var record = AccessProfileShape(id: id, name: name, client: client, collections: [], created: now, updated: now).record
        record.merge(body, names: ["api_collection_ids", "active", "auth_type"])
        record.setSecret(seed, id, now)
        add(record, id: id, to: .apiAccessProfiles(of: owner))
        return record
    }

    mutating func updateAccessProfile(_ call: Call) throws(APIFailure) -> JSON {
        let owner = try call.owner(self)
        let id = try call.id("api_access_profile_id")
        let body = try call.body()
        guard self[.apiAccessProfiles(of: owner)][id] != nil else { throw .notFound }
        if body["name"] != nil { _ = try body.required("name") }
        try checkProfile(body, of: owner)
        return try amend(id, in: .apiAccessProfiles(of: owner)) { record, _ in
            record.merge(body, names: ["name", "api_client_id", "api_collection_ids", "active", "auth_type"])
        }
    }

    // What a profile refers to must exist, and its values must be possible.
    private func checkProfile(_ body: JSON, of owner: Int64) throws(APIFailure) {
        if body["api_client_id"] != nil {
            guard let client = body["api_client_id"]?.integerValue, self[.apiClients(of: owner)][client] != nil else {
                throw .invalid("api_client_id", "must exist")
            }
        }
        if let ids = body["api_collection_ids"] {
            let collections = self[.apiCollections(of: owner)]
            let exist = ids.elements?.allSatisfy { $0.integerValue.map { collections[$0] != nil } ?? false }
            guard exist == true else { throw .invalid("api_collection_ids", "must exist") }
        }
        if let active = body["active"], active.boolValue == nil { throw .invalid("active", "is invalid") }
        guard let authType = body["auth_type"] else { return }
        guard let text = authType.stringValue, Self.authTypes.contains(text) else {
            throw .invalid("auth_type", "is not included in the list")
        }
    }
}

extension JSON {
    /// Gives a profile a new secret of its kind. The secret depends on the time.
    mutating func setSecret(_ seed: UInt64, _ id: Int64, _ time: Moment) {
        var random = SplitMix64(seed, 7, UInt64(bitPattern: id), UInt64(bitPattern: time.milliseconds))
        let text = JSON.string(random.hex(16) + random.hex(16))
        let isToken = self["auth_type"] == "token"
        self["token"] = isToken ? text : .null
        self["secret"] = isToken ? .null : text
    }
}
