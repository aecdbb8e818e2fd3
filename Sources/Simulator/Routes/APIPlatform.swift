/// The API platform of a customer, or of the partner if the path names no customer: https://docs.workato.com/oem/oem-api/api-platform.html
extension Routes {
    func addAPIPlatform() {
        for workspace in Self.workspaces {
            list(workspace + "api_collections", .apiCollections, .apiCollections) { .apiCollections(of: $0) }
            list(workspace + "api_endpoints", .apiEndpoints, .apiEndpoints, by: "api_collection_id") { .apiEndpoints(of: $0) }
            list(workspace + "api_clients", .apiClients, .apiClients) { .apiClients(of: $0) }
            list("v2/" + workspace + "api_clients", .apiClientsV2, .apiClients) { .apiClients(of: $0) }
            list(workspace + "api_access_profiles", .apiAccessProfiles, .apiAccessProfiles, by: "api_client_id") {
                .apiAccessProfiles(of: $0)
            }
            addCreations(workspace)
            addSwitches(workspace)
            addProfileChanges(workspace + "api_access_profiles/:api_access_profile_id")
        }
    }

    private func list(
        _ path: String, _ listing: Listing, _ group: EndpointGroup, by parent: String? = nil, _ place: @Sendable @escaping (Int64) -> Place
    ) {
        get(path, group) { call, state throws(APIFailure) in
            let entries = state[place(try call.owner(state))].entries
            guard let parent, let wanted = call.query.integer(parent) else {
                return .list(Paging(call, of: listing).page(of: entries), of: listing)
            }
            let children = entries.lazy.filter { $0.record[parent]?.integerValue == wanted }
            return .list(Paging(call, of: listing).page(of: children), of: listing)
        }
    }

    private func addCreations(_ workspace: String) {
        post(workspace + "api_collections", .apiCollections) { call, state throws(APIFailure) in
            .record(try state.createCollection(of: call.owner(state), call.body()), of: .apiCollections)
        }
        post(workspace + "api_clients", .apiClients) { call, state throws(APIFailure) in
            .record(try state.createClient(of: call.owner(state), call.body()), of: .apiClients)
        }
        post(workspace + "api_access_profiles", .apiAccessProfiles) { call, state throws(APIFailure) in
            .record(try state.createAccessProfile(of: call.owner(state), call.body()), of: .apiAccessProfiles)
        }
    }

    private func addSwitches(_ workspace: String) {
        for (name, active) in [("enable", true), ("disable", false)] {
            put(workspace + "api_endpoints/:api_endpoint_id/" + name, .apiEndpoints) { call, state throws(APIFailure) in
                let place = Place.apiEndpoints(of: try call.owner(state))
                _ = try state.amend(call.id("api_endpoint_id"), in: place) { record, _ in record["active"] = .bool(active) }
                return .success
            }
            put(workspace + "api_access_profiles/:api_access_profile_id/" + name, .apiAccessProfiles) { call, state throws(APIFailure) in
                let place = Place.apiAccessProfiles(of: try call.owner(state))
                _ = try state.amend(call.id("api_access_profile_id"), in: place) { record, _ in record["active"] = .bool(active) }
                return .success
            }
        }
    }

    private func addProfileChanges(_ path: String) {
        put(path, .apiAccessProfiles) { call, state throws(APIFailure) in
            .record(try state.updateAccessProfile(call), of: .apiAccessProfiles)
        }
        put(path + "/refresh_secret", .apiAccessProfiles) { call, state throws(APIFailure) in
            let (place, id) = (Place.apiAccessProfiles(of: try call.owner(state)), try call.id("api_access_profile_id"))
            let seed = state.seed
            let record = try state.amend(id, in: place) { $0.setSecret(seed, id, $1) }
            return .record(record, of: .apiAccessProfiles)
        }
    }
}
