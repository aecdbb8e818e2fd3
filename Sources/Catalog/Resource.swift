/// What is mirrored: one kind of record of the partner API, where it is listed and which tables it fills.
///
/// A descriptor is data. The table is the mapping: a column named like the API's field receives it, typed by its
/// declaration in `migrations/`; what has no column is kept in `_extra`.
public struct Resource: Sendable {
    /// The resource's name, which is also its table's.
    public let name: String
    /// Where it is listed, such as `/api/managed_users/{managed_user_id}/recipes`; the braces name columns of the scope.
    public let path: String
    /// The resource whose every record has such a listing; nil for a listing under no parent.
    public let parent: Parent?
    /// Whose budget of requests its listings spend.
    public let group: EndpointGroup
    /// A resource to list before this one, because answers refer to its records by more than their id.
    public let after: String?
    public let paging: Paging
    /// The columns that identify a record within its scope.
    public let key: [String]
    /// Fields that the API spells otherwise than the column: API name → column.
    public let renames: [String: String]
    public let answer: AnswerForm
    public let retention: Retention
    public let measures: Measures?
    public let versions: Versions?
    public let children: [Child]

    public init(
        name: String, path: String, parent: Parent? = nil, group: EndpointGroup, after: String? = nil,
        paging: Paging = .none,
        key: [String] = ["id"], renames: [String: String] = [:], answer: AnswerForm = .records, retention: Retention = .live,
        measures: Measures? = nil, versions: Versions? = nil, children: [Child] = []
    ) {
        self.name = name
        self.path = path
        self.parent = parent
        self.group = group
        self.after = after
        self.paging = paging
        self.key = key
        self.renames = renames
        self.answer = answer
        self.retention = retention
        self.measures = measures
        self.versions = versions
        self.children = children
    }
}

/// The resource that a listing is under, and the column that holds the parent record's `id`.
public struct Parent: Sendable {
    public let resource: String
    public let column: String

    public init(_ resource: String, as column: String) {
        self.resource = resource
        self.column = column
    }
}

/// How a listing is walked (API.md 3.1).
public enum Paging: Sendable, Hashable {
    /// One request gives all.
    case none
    /// `page` = 1, 2, …; `per_page` as given.
    case numbered(pageSize: Int)
    /// `since_id` = the lowest id so far: the server answers with ids lower than that.
    case sinceID(pageSize: Int)
}

/// What the answers of a listing look like inside.
public enum AnswerForm: Sendable {
    /// A list of records in one of the known envelopes (API.md 3.2).
    case records
    /// Task counts by customer and month, in a shape that is not documented (API.md 4.13).
    case monthlyUsage
}

/// What happens to a row that its listing no longer has.
public enum Retention: Sendable {
    /// It moves to the history: the live table holds what exists now.
    case live
    /// It stays: the API forgets what a bill must not.
    case forever
}
