/// Endpoints that share a budget of requests, over all customers and keys of a partner (API.md 2).
public struct EndpointGroup: Sendable, Hashable {
    public let name: String
    /// The documented default. Workato's support can raise it.
    public let requestsPerMinute: Int

    public init(_ name: String, requestsPerMinute: Int) {
        self.name = name
        self.requestsPerMinute = requestsPerMinute
    }

    /// Whether the budget is large enough to ask for single records beside the listings.
    public var isGenerous: Bool { requestsPerMinute >= 1_000 }
}

/// The budgets that most listings spend.
extension EndpointGroup {
    public static let customers = EndpointGroup("customers", requestsPerMinute: 60)
    public static let usage = EndpointGroup("usage", requestsPerMinute: 1_000)
    public static let connections = EndpointGroup("connections", requestsPerMinute: 1_000)
    public static let recipes = EndpointGroup("recipes", requestsPerMinute: 2_000)
    public static let lookupTables = EndpointGroup("lookup_tables", requestsPerMinute: 60)
    public static let lookupTableRows = EndpointGroup("lookup_table_rows", requestsPerMinute: 1_000)
}

/// The budgets of all other endpoints (API.md 2). If no limit is documented, 60 a minute is assumed, the lowest documented one.
extension EndpointGroup {
    public static let other = EndpointGroup("other", requestsPerMinute: 60)

    public static let customerCreation = EndpointGroup("customer_creation", requestsPerMinute: 1_000)
    public static let environments = EndpointGroup("environments", requestsPerMinute: 1_000)
    public static let members = EndpointGroup("members", requestsPerMinute: 60)
    public static let memberRemoval = EndpointGroup("member_removal", requestsPerMinute: 1_000)
    public static let customerManagers = EndpointGroup("customer_managers", requestsPerMinute: 60)
    public static let collaboratorGroups = EndpointGroup("collaborator_groups", requestsPerMinute: 60)
    public static let developerAPIClientLists = EndpointGroup("developer_api_client_lists", requestsPerMinute: 1_000)
    public static let developerAPIClients = EndpointGroup("developer_api_clients", requestsPerMinute: 60)

    public static let connectionChanges = EndpointGroup("connection_changes", requestsPerMinute: 60)
    public static let picklists = EndpointGroup("picklists", requestsPerMinute: 60)

    public static let recipeChanges = EndpointGroup("recipe_changes", requestsPerMinute: 1_000)
    public static let recipeVersions = EndpointGroup("recipe_versions", requestsPerMinute: 60)
    public static let forcedRuns = EndpointGroup("forced_runs", requestsPerMinute: 60)
    public static let jobs = EndpointGroup("jobs", requestsPerMinute: 1_000)
    public static let repeatedJobs = EndpointGroup("repeated_jobs", requestsPerMinute: 60)

    public static let folders = EndpointGroup("folders", requestsPerMinute: 60)
    public static let projects = EndpointGroup("projects", requestsPerMinute: 60)
    public static let roles = EndpointGroup("roles", requestsPerMinute: 60)
    public static let properties = EndpointGroup("properties", requestsPerMinute: 1_000)
    public static let propertyChanges = EndpointGroup("property_changes", requestsPerMinute: 60)

    public static let apiCollections = EndpointGroup("api_collections", requestsPerMinute: 1_000)
    public static let apiEndpoints = EndpointGroup("api_endpoints", requestsPerMinute: 1_000)
    public static let apiClients = EndpointGroup("api_clients", requestsPerMinute: 1_000)
    public static let apiAccessProfiles = EndpointGroup("api_access_profiles", requestsPerMinute: 1_000)
    public static let connectors = EndpointGroup("connectors", requestsPerMinute: 1_000)
    public static let customConnectors = EndpointGroup("custom_connectors", requestsPerMinute: 60)

    /// Workato's page on recipe lifecycle management gives imports another limit than the rest.
    public static let imports = EndpointGroup("imports", requestsPerMinute: 1_000)
    public static let exports = EndpointGroup("exports", requestsPerMinute: 60)
}
