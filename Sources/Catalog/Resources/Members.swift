extension Resource {
    /// People who work in a customer's account (API.md 4.2).
    public static let members = Resource(
        name: "members",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/members"),
        item: ItemEndpoint("/api/managed_users/{managed_user_id}/members/{member_id}", group: .members),
        parent: Parent("managed_users", as: "managed_user_id"),
        group: .members,
        whenNotFound: .failsOnceFound)

    /// Custom roles of a customer, and what they allow (API.md 4.8).
    public static let roles = Resource(
        name: "roles",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/roles"),
        parent: Parent("managed_users", as: "managed_user_id"),
        group: .roles,
        paging: .numbered(pageSize: 100),
        whenNotFound: .failsOnceFound,
        children: [
            Child(
                table: "role_privileges", owner: "role_id", key: ["resource", "privilege"],
                sources: [.groups(of: "privileges", name: "resource", element: "privilege")])
        ])
}
