extension Resource {
    /// Account properties of a customer (API.md 4.9). An empty prefix asks for all.
    public static let properties = Resource(
        name: "properties",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/properties", query: [.init("prefix", "")]),
        parent: Parent("managed_users", as: "managed_user_id"),
        group: .properties,
        key: ["name"],
        answer: .pairs(name: "name", value: "value"),
        whenNotFound: .failsOnceFound)
}
