import Catalog

/// One request to the partner API: what to ask, whose budget it spends, and whether it may change anything. `PartnerClient.send` takes it.
///
/// A request that only reads may be tried again; a write is sent exactly once.
public struct PartnerRequest: Sendable {
    public typealias Method = Endpoint.Method

    public let method: Method
    /// Such as `/api/managed_users/EA2300/recipes`, percent-encoded. A query in it is kept.
    public let path: String
    /// Names and values, not encoded.
    public let query: [(name: String, value: String)]
    public let body: [UInt8]?
    public let contentType: String
    public let group: EndpointGroup
    /// It changes nothing, so it may be sent again.
    public let isRead: Bool

    private init(
        _ method: Method, _ path: String, _ query: [(name: String, value: String)], _ body: [UInt8]?, _ contentType: String,
        _ group: EndpointGroup, isRead: Bool
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.body = body
        self.contentType = contentType
        self.group = group
        self.isRead = isRead
    }

    /// - Parameter body: a few listings expect their filter as JSON in the body of a GET (API.md 1).
    public static func get(
        _ path: String, query: [(name: String, value: String)] = [], body: [UInt8]? = nil, group: EndpointGroup
    ) -> PartnerRequest {
        PartnerRequest(.get, path, query, body, json, group, isRead: true)
    }

    /// A POST that only reads, such as `pick_list` (API.md 4.3). `Endpoint.isRead` tells which requests only read.
    public static func readingPost(
        _ path: String, query: [(name: String, value: String)] = [], body: [UInt8]? = nil, group: EndpointGroup
    ) -> PartnerRequest {
        PartnerRequest(.post, path, query, body, json, group, isRead: true)
    }

    /// A request that changes something. A client sends it only if its `Options.allowsWrites` is set.
    public static func write(
        _ method: Method, _ path: String, query: [(name: String, value: String)] = [], body: [UInt8]? = nil,
        contentType: String = json, group: EndpointGroup
    ) -> PartnerRequest {
        PartnerRequest(method, path, query, body, contentType, group, isRead: method == .get)
    }

    /// Workato expects this type even on GET (API.md 1).
    public static let json = "application/json"
}
