extension Resource {
    /// Projects of a customer; each has a folder (API.md 4.7).
    public static let projects = Resource(
        name: "projects",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/projects"),
        parent: Parent("managed_users", as: "managed_user_id"),
        group: .projects,
        paging: .numbered(pageSize: 100),
        whenNotFound: .failsOnceFound)

    /// Folders of a customer, at every depth (API.md 4.7). Home isn't listed; it is the parent of the first level.
    public static let folders = Resource(
        name: "folders",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/folders", branch: "parent_id"),
        parent: Parent("managed_users", as: "managed_user_id"),
        group: .folders,
        paging: .numbered(pageSize: 100),
        whenNotFound: .failsOnceFound,
        inboundReferences: InboundReferences(
            [.init("recipes", "folder_id"), .init("connections", "folder_id"), .init("projects", "folder_id")], known: ["id", "parent_id"]))
}
