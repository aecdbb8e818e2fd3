/// One kind of record of the partner API: where it is listed, what its answers look like, and which tables it fills.
///
/// A descriptor is only data. The table is the mapping: a column with the name of an API field receives that field, with the type that
/// `migrations/` declares. A field without a column is kept in `_extra`.
public struct Resource: Sendable {
    /// The name of the resource and of its table.
    public let name: String
    public let listing: ListEndpoint
    /// Where to ask for one record by its key; nil if the API has no such endpoint.
    public let item: ItemEndpoint?
    /// The resource whose records each have such a listing; nil if there is only one listing.
    public let parent: Parent?
    /// Whose budget its listings spend.
    public let group: EndpointGroup
    /// A resource that must be listed before this one, because answers name its records otherwise than by their id.
    public let after: String?
    public let paging: Paging
    /// The columns that identify a record within its scope.
    public let key: [String]
    /// Fields that the API spells differently from the column: API name → column.
    public let renames: [String: String]
    public let answer: AnswerForm
    public let retention: Retention
    public let deletion: DeletionEvidence
    /// Listed only if the configuration says so.
    public let isOptIn: Bool
    public let whenNotFound: NotFound
    public let secrets: Secrets
    public let inboundReferences: InboundReferences?
    public let owner: Owner?
    public let measures: Measures?
    public let versions: Versions?
    public let children: [Child]

    public init(
        name: String, listing: ListEndpoint, item: ItemEndpoint? = nil, parent: Parent? = nil, group: EndpointGroup,
        after: String? = nil,
        paging: Paging = .none, key: [String] = ["id"], renames: [String: String] = [:], answer: AnswerForm = .records,
        retention: Retention = .live, deletion: DeletionEvidence = .listing, isOptIn: Bool = false, whenNotFound: NotFound = .fails,
        secrets: Secrets = Secrets(),
        inboundReferences: InboundReferences? = nil,
        owner: Owner? = nil, measures: Measures? = nil, versions: Versions? = nil, children: [Child] = []
    ) {
        self.name = name
        self.listing = listing
        self.item = item
        self.parent = parent
        self.group = group
        self.after = after
        self.paging = paging
        self.key = key
        self.renames = renames
        self.answer = answer
        self.retention = retention
        self.deletion = deletion
        self.isOptIn = isOptIn
        self.whenNotFound = whenNotFound
        self.secrets = secrets
        self.inboundReferences = inboundReferences
        self.owner = owner
        self.measures = measures
        self.versions = versions
        self.children = children
    }
}

/// The resource that a listing is under, and the column that holds the parent record's key.
public struct Parent: Sendable {
    public let resource: String
    public let column: String
    public let selection: Selection

    public init(_ resource: String, as column: String, selection: Selection = .all) {
        self.resource = resource
        self.column = column
        self.selection = selection
    }

    /// Which of the parent's records have a listing that is read.
    public enum Selection: Sendable, Hashable {
        case all
        /// Those whose field differs from what the mirror has, and those that were never listed.
        case changed(in: String)
        /// Those that the configuration chooses by the value of a column, if other columns have the given values. What it chooses is
        /// part of the scope.
        case chosen(by: String, as: String, if: [String: String])
    }
}

/// What the answers of a listing look like inside.
public enum AnswerForm: Sendable, Hashable {
    /// A list of records in one of the known envelopes (API.md 3.2).
    case records
    /// A list of records, or an object that maps names to values (API.md 4.9).
    case pairs(name: String, value: String)
    /// A list of lists (API.md 4.3). The fields name their first elements; further elements are named by their position.
    case tuples([String])
    /// Task counts by customer and month, in a shape that is not documented (API.md 4.13).
    case monthlyUsage
}

/// What happens to a row when its listing no longer shows it.
public enum Retention: Sendable {
    /// It moves to the history: the live table holds what exists now.
    case live
    /// It stays, because the API forgets things that bills need.
    case forever
}

/// What proves that a record is gone, besides a listing that was read to its end and no longer shows it.
public enum DeletionEvidence: Sendable, Hashable {
    case listing
    /// Everything below the record would go with it. So each missing record, up to so many, is asked for by itself, and an empty listing
    /// deletes nothing.
    case confirmed(upTo: Int)
}

/// How many rows may vanish in one run before this is taken for a mistake.
public struct DeletionGuard: Sendable, Hashable {
    /// Up to this many rows of a resource may always vanish in one run.
    public var rows: Int
    /// More rows may vanish if they are at most this share of the resource, in percent.
    public var percent: Int
    /// If more rows than this are missing and the answer is empty, the listing is read again.
    public var empty: Int

    public init(rows: Int = 20, percent: Int = 20, empty: Int = 5) {
        self.rows = rows
        self.percent = percent
        self.empty = empty
    }
}

/// What a 404 for a listing means.
public enum NotFound: Sendable {
    /// Every server has the resource, so the scope has failed.
    case fails
    /// Servers of some years lack the resource. The scope has failed only if a scope of the resource was ever found.
    case failsOnceFound
    /// There is nothing to list. This is no failure.
    case passes
}
