// How a resource's records relate to other tables, and which of their fields are secret.

/// Fields whose values must never reach the disk, at any depth of an answer.
public struct Secrets: Sendable {
    /// Replaced by a constant.
    public let fields: [String]
    /// URLs that lose their query.
    public let urls: [String]

    public init(fields: [String] = [], urls: [String] = []) {
        self.fields = fields
        self.urls = urls
    }
}

/// Columns of other tables that name records of this resource. If one of them names an unknown record, the listing is out of date, although
/// its refresh interval hasn't passed.
public struct InboundReferences: Sendable {
    public struct Source: Sendable {
        public let table: String
        public let column: String

        public init(_ table: String, _ column: String) {
            self.table = table
            self.column = column
        }
    }

    public let sources: [Source]
    /// The resource's own columns that hold the ids of known records.
    public let known: [String]

    public init(_ sources: [Source], known: [String]) {
        self.sources = sources
        self.known = known
    }
}

/// The resource whose records own those of this one: when an owner goes, the owned records go too, although they aren't listed under it.
public struct Owner: Sendable {
    public let resource: String
    /// The column of the owned record that names the owner, in the same scope.
    public let column: String

    public init(_ resource: String, by column: String) {
        self.resource = resource
        self.column = column
    }
}
