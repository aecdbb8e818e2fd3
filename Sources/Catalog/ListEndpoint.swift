/// Where a resource is listed, and how to ask for it.
public struct ListEndpoint: Sendable {
    /// Such as `/api/managed_users/{managed_user_id}/recipes`. The braces name columns of the scope.
    public let path: String
    /// The path for the partner's own workspace, which the mirror calls `managed_user_id = 0`.
    public let ownPath: String?
    /// Where and how to ask if the path isn't found. Servers of other years have the listing there.
    public let otherwise: Alternative?
    /// Parameters that every request has.
    public let query: [Parameter]
    /// For a listing that is a tree and shows one level at a time: the parameter that asks for the level below a record.
    public let branch: String?
    public let method: Method

    public init(
        _ path: String, ownPath: String? = nil, otherwise: Alternative? = nil, query: [Parameter] = [], branch: String? = nil,
        method: Method = .get
    ) {
        self.path = path
        self.ownPath = ownPath
        self.otherwise = otherwise
        self.query = query
        self.branch = branch
        self.method = method
    }

    public struct Parameter: Sendable, Hashable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public struct Alternative: Sendable {
        public let path: String
        public let paging: Paging

        public init(_ path: String, paging: Paging) {
            self.path = path
            self.paging = paging
        }
    }

    public enum Method: Sendable, Hashable {
        case get
        /// The one POST that reads (API.md 4.3). Its body names the list that the last column of the scope chooses.
        case pickList
    }
}

/// How a listing is read page by page (API.md 3.1).
public enum Paging: Sendable, Hashable {
    /// One request gives all.
    case none
    /// `page` = 1, 2, …; `per_page` as given.
    case numbered(pageSize: Int)
    /// `since_id` = the lowest id so far. The server answers with lower ids.
    case sinceID(pageSize: Int)
}
