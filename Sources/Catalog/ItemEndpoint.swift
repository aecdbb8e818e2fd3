import Values

/// The endpoint that gives one record of a listing by its key. Sync uses it to find out whether a record is gone.
public struct ItemEndpoint: Sendable, Hashable {
    /// Such as `/api/managed_users/{managed_user_id}/recipes/{recipe_id}`. The last segment stands for the key.
    public let path: String
    /// Whose budget it spends. It may differ from the listing's (API.md 2).
    public let group: EndpointGroup

    public init(_ path: String, group: EndpointGroup) {
        self.path = path
        self.group = group
    }
}

extension Resource {
    /// The path for getting one record; nil if the API has none.
    public func itemPath(of key: KeyValue, in scope: Scope, in catalog: Catalog) -> String? {
        guard let item, let place = item.path.lastIndex(of: "/") else { return nil }
        let listing = filled(String(item.path[...place]), for: scope, in: catalog)
        return listing + PercentEncoding.component(key.description)
    }
}
