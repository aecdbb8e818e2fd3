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

/// Columns of other tables that name records of this resource: one that names an unknown record says that the listing
/// is out of date, although its refresh interval has not passed.
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
    /// The resource's own columns that make a record known.
    public let known: [String]

    public init(_ sources: [Source], known: [String]) {
        self.sources = sources
        self.known = known
    }
}

/// A record that takes others along when it goes, although they are not listed under it.
public struct Owner: Sendable {
    public let resource: String
    /// The column of the owned record that names the owner, in the same scope.
    public let column: String

    public init(_ resource: String, by column: String) {
        self.resource = resource
        self.column = column
    }
}
