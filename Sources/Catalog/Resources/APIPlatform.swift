/// What customers and the partner's own workspace offer as APIs (API.md 4.11).
extension Resource {
    /// Collections of API endpoints.
    public static let apiCollections = apiPlatform("api_collections", .apiCollections, secretURLs: ["api_spec_url"])

    /// Endpoints of API collections; `flow_id` is the recipe that answers.
    public static let apiEndpoints = apiPlatform(
        "api_endpoints", .apiEndpoints, owner: Owner("api_collections", by: "api_collection_id"))

    /// Who may call API endpoints.
    public static let apiClients = apiPlatform("api_clients", .apiClients)

    /// Which collections an API client may call, and how it proves who it is.
    public static let apiAccessProfiles = apiPlatform(
        "api_access_profiles", .apiAccessProfiles, owner: Owner("api_clients", by: "api_client_id"))

    /// The four are listed alike: for each customer, and once for the partner's own workspace.
    private static func apiPlatform(
        _ name: String, _ group: EndpointGroup, secretURLs: [String] = [], owner: Owner? = nil
    ) -> Resource {
        Resource(
            name: name,
            listing: ListEndpoint("/api/managed_users/{managed_user_id}/\(name)", ownPath: "/api/\(name)"),
            parent: Parent("managed_users", as: "managed_user_id"),
            group: group,
            paging: .numbered(pageSize: 100),
            whenNotFound: .failsOnceFound,
            secrets: Secrets(fields: ["token", "secret", "api_token"], urls: secretURLs),
            owner: owner)
    }
}
