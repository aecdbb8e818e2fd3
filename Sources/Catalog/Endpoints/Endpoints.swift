/// One endpoint of the partner API: its path, whose budget it spends, and which table it fills. The `api` command and the rate limiter look
/// requests up here.
public struct Endpoint: Sendable, Hashable {
    public enum Method: String, Sendable, Hashable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// The chapters of the API's reference, in the order in which they are shown.
    public enum Section: String, Sendable, Hashable, CaseIterable {
        case customers = "Customer accounts"
        case connections = "Connections"
        case recipes = "Recipes"
        case folders = "Folders and projects"
        case roles = "Roles"
        case properties = "Account properties"
        case lookupTables = "Lookup tables"
        case apiPlatform = "API platform"
        case connectors = "Connectors"
        case picklists = "Picklists"
        case lifecycle = "Recipe lifecycle"
    }

    public let method: Method
    /// Such as `/api/managed_users/{managed_user_id}/members/{member_id}`. Braces stand for one segment.
    public let path: String
    public let group: EndpointGroup
    public let title: String
    public let section: Section
    /// The table that its listing fills; nil if it isn't mirrored.
    public let mirrored: String?
    /// It changes nothing. True for every GET, and for the few questions that are asked by POST.
    public let isRead: Bool

    init(
        _ method: Method, _ path: String, _ group: EndpointGroup, _ title: String, in section: Section, mirrored: String? = nil,
        isRead: Bool? = nil
    ) {
        self.method = method
        self.path = path
        self.group = group
        self.title = title
        self.section = section
        self.mirrored = mirrored
        self.isRead = isRead ?? (method == .get)
    }

    /// Every known endpoint (API.md 4), section by section.
    public static let all: [Endpoint] = [
        customers, members, customerReports, connections, recipes, jobs, folders, roles, collaboratorGroups, properties, lookupTables,
        customerAPIPlatform, apiClients, partnerAPIPlatform, connectors, picklists, lifecycle,
    ].flatMap(\.self)
}
