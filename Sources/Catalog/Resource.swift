/// What is mirrored: one kind of record of the partner API, where it is listed and which tables it fills.
///
/// A descriptor is data. The table is the mapping: a column named like the API's field receives it, typed by its
/// declaration in `migrations/`; what has no column is kept in `_extra`.
public struct Resource: Sendable {
    /// The resource's name, which is also its table's.
    public let name: String
    public let listing: ListEndpoint
    /// Where a record is asked for by its key; nil where the API does not say.
    public let item: ItemEndpoint?
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

    /// Which of the parent's records have a listing worth asking for.
    public enum Selection: Sendable, Hashable {
        case all
        /// Those whose field differs from what the mirror has, and those that were never listed.
        case changed(in: String)
        /// Those that the configuration chooses by the value of a column, if other columns are as they must be; what it asks
        /// of them is a part of the scope.
        case chosen(by: String, as: String, if: [String: String])
    }
}

/// What the answers of a listing look like inside.
public enum AnswerForm: Sendable, Hashable {
    /// A list of records in one of the known envelopes (API.md 3.2).
    case records
    /// A list of records, or an object that has a value by the name of each (API.md 4.9).
    case pairs(name: String, value: String)
    /// A list of lists: their elements by these fields, and by their place where there are more (API.md 4.3).
    case tuples([String])
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

/// What it takes to believe that a record is gone, beside a listing that was read to its end and no longer has it.
public enum DeletionEvidence: Sendable, Hashable {
    case listing
    /// All that hangs on the record would go with it: each of up to so many missing records is asked for alone, and a listing without
    /// any record deletes nothing.
    case confirmed(upTo: Int)
}

/// What it means that a listing answers 404.
public enum NotFound: Sendable {
    /// Every server has the resource: the scope has failed.
    case fails
    /// Servers of some years lack the resource: the scope has failed only if any scope of it was ever found.
    case failsOnceFound
    /// There is nothing to list, which is no failure.
    case passes
}
