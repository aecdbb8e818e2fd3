/// API platform (API.md 4.11). Paths without a customer are those of the partner's own workspace.
extension Endpoint {
    static let customerAPIPlatform = apiPlatform(under: "/api/managed_users/{managed_user_id}")
    static let partnerAPIPlatform = apiPlatform(under: "/api")

    private static func apiPlatform(under root: String) -> [Endpoint] {
        func at(
            _ method: Method, _ path: String, _ group: EndpointGroup, _ title: String, mirrored: String? = nil
        ) -> Endpoint { Endpoint(method, root + path, group, title, in: .apiPlatform, mirrored: mirrored) }
        return [
            at(.get, "/api_collections", .apiCollections, "List API collections", mirrored: "api_collections"),
            at(.post, "/api_collections", .apiCollections, "Create an API collection"),
            at(.get, "/api_endpoints", .apiEndpoints, "List API endpoints", mirrored: "api_endpoints"),
            at(.put, "/api_endpoints/{api_endpoint_id}/enable", .apiEndpoints, "Enable an API endpoint"),
            at(.put, "/api_endpoints/{api_endpoint_id}/disable", .apiEndpoints, "Disable an API endpoint"),
            at(.get, "/api_clients", .apiClients, "List API clients", mirrored: "api_clients"),
            at(.post, "/api_clients", .apiClients, "Create an API client"),
            at(.get, "/api_access_profiles", .apiAccessProfiles, "List access profiles", mirrored: "api_access_profiles"),
            at(.post, "/api_access_profiles", .apiAccessProfiles, "Create an access profile"),
            at(.put, "/api_access_profiles/{api_access_profile_id}", .apiAccessProfiles, "Update an access profile"),
            at(.put, "/api_access_profiles/{api_access_profile_id}/enable", .apiAccessProfiles, "Enable an access profile"),
            at(.put, "/api_access_profiles/{api_access_profile_id}/disable", .apiAccessProfiles, "Disable an access profile"),
            at(.put, "/api_access_profiles/{api_access_profile_id}/refresh_secret", .apiAccessProfiles, "Refresh a secret"),
        ]
    }

    /// The second version of API clients, and the clients of the Developer API, which have limits of their own (API.md 2).
    static let apiClients: [Endpoint] = {
        func at(_ method: Method, _ path: String, _ group: EndpointGroup, _ title: String) -> Endpoint {
            Endpoint(method, "/api/v2/managed_users/{managed_user_id}" + path, group, title, in: .apiPlatform)
        }
        return [
            Endpoint(
                .get, "/api/v2/managed_users/{managed_user_id}/api_clients", .apiClients, "List API clients (v2)", in: .apiPlatform,
                mirrored: "api_clients"),
            at(.post, "/api_clients", .apiClients, "Create an API client (v2)"),
            at(.get, "/api_clients/{api_client_id}", .apiClients, "Get an API client (v2)"),
            at(.put, "/api_clients/{api_client_id}", .apiClients, "Update an API client (v2)"),
            at(.delete, "/api_clients/{api_client_id}", .apiClients, "Delete an API client (v2)"),
            at(.get, "/api_clients/{api_client_id}/api_keys", .apiClients, "List API keys (v2)"),
            at(.post, "/api_clients/{api_client_id}/api_keys", .apiClients, "Create an API key (v2)"),
            at(.get, "/developer_api_clients", .developerAPIClientLists, "List Developer API clients"),
            at(.get, "/developer_api_client_roles", .developerAPIClientLists, "List Developer API client roles"),
            at(.post, "/developer_api_clients", .developerAPIClients, "Create a Developer API client"),
            at(.get, "/developer_api_clients/{client_id}", .developerAPIClients, "Get a Developer API client"),
            at(.put, "/developer_api_clients/{client_id}", .developerAPIClients, "Update a Developer API client"),
            at(.delete, "/developer_api_clients/{client_id}", .developerAPIClients, "Delete a Developer API client"),
            at(.post, "/developer_api_clients/{client_id}/regenerate", .developerAPIClients, "Regenerate a token"),
            at(.post, "/developer_api_client_roles/{role_id}/copy", .developerAPIClients, "Copy a Developer API client role"),
        ]
    }()
}
