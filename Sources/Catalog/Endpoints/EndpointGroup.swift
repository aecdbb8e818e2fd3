/// Endpoints that share a budget of requests, over all customers and keys of a partner (API.md 2).
public struct EndpointGroup: Sendable, Hashable {
    public let name: String
    /// The documented default; Workato's support can raise it.
    public let requestsPerMinute: Int

    public init(_ name: String, requestsPerMinute: Int) {
        self.name = name
        self.requestsPerMinute = requestsPerMinute
    }

    /// There is room for questions about single records beside the listings.
    public var isGenerous: Bool { requestsPerMinute >= 1_000 }
}

extension EndpointGroup {
    public static let customers = EndpointGroup("customers", requestsPerMinute: 60)
    public static let usage = EndpointGroup("usage", requestsPerMinute: 1_000)
    public static let connections = EndpointGroup("connections", requestsPerMinute: 1_000)
    public static let recipes = EndpointGroup("recipes", requestsPerMinute: 2_000)
    public static let lookupTables = EndpointGroup("lookup_tables", requestsPerMinute: 60)
    public static let lookupTableRows = EndpointGroup("lookup_table_rows", requestsPerMinute: 1_000)
}
