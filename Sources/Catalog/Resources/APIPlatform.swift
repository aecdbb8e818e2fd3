extension Resource {
    private static let customer = Parent("managed_users", as: "managed_user_id")

    /// Collections of API endpoints, of customers and of the partner's own workspace (API.md 4.11).
    public static let apiCollections = Resource(
        name: "api_collections",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/api_collections", ownPath: "/api/api_collections"),
        parent: customer,
        group: .apiCollections,
        paging: .numbered(pageSize: 100),
        whenNotFound: .failsOnceFound,
        secrets: Secrets(fields: ["token", "secret", "api_token"], urls: ["api_spec_url"]))

    /// Endpoints of API collections; `flow_id` is the recipe that answers (API.md 4.11).
    public static let apiEndpoints = Resource(
        name: "api_endpoints",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/api_endpoints", ownPath: "/api/api_endpoints"),
        parent: customer,
        group: .apiEndpoints,
        paging: .numbered(pageSize: 100),
        whenNotFound: .failsOnceFound,
        secrets: Secrets(fields: ["token", "secret", "api_token"]),
        owner: Owner("api_collections", by: "api_collection_id"))

    /// Who may call API endpoints (API.md 4.11).
    public static let apiClients = Resource(
        name: "api_clients",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/api_clients", ownPath: "/api/api_clients"),
        parent: customer,
        group: .apiClients,
        paging: .numbered(pageSize: 100),
        whenNotFound: .failsOnceFound,
        secrets: Secrets(fields: ["token", "secret", "api_token"]))

    /// Which collections an API client may call, and how it proves who it is (API.md 4.11).
    public static let apiAccessProfiles = Resource(
        name: "api_access_profiles",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/api_access_profiles", ownPath: "/api/api_access_profiles"),
        parent: customer,
        group: .apiAccessProfiles,
        paging: .numbered(pageSize: 100),
        whenNotFound: .failsOnceFound,
        secrets: Secrets(fields: ["token", "secret", "api_token"]),
        owner: Owner("api_clients", by: "api_client_id"))
}
