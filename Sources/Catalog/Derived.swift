/// Counters of a record, kept in a narrow table with a history of its own.
public struct Measures: Sendable {
    public let table: String
    /// The column that holds the record's key.
    public let owner: String
    /// The API's fields, which are also the columns.
    public let fields: [String]

    public init(table: String, owner: String, fields: [String]) {
        self.table = table
        self.owner = owner
        self.fields = fields
    }
}

/// A large text of a record, of which every version ever seen is kept once.
public struct Versions: Sendable {
    public let table: String
    /// The column that holds the record's key.
    public let owner: String
    /// The API's field with the version's number.
    public let number: String
    /// The API's field with the text; its SHA-256 goes to the column of that name with `_sha256`.
    public let text: String

    public init(table: String, owner: String, number: String, text: String) {
        self.table = table
        self.owner = owner
        self.number = number
        self.text = text
    }
}

/// A table whose rows follow from one row of the resource's own table.
public struct Child: Sendable {
    public let table: String
    /// The column that holds the owner's key.
    public let owner: String
    /// The columns that identify a row within its owner. Rows are compared by these, NULL being equal to NULL.
    public let key: [String]
    public let sources: [Source]
    /// `.forever` for facts that a record shows only the newest of: they go with their owner, not before.
    public let retention: Retention

    public init(table: String, owner: String, key: [String], sources: [Source], retention: Retention = .live) {
        self.table = table
        self.owner = owner
        self.key = key
        self.sources = sources
        self.retention = retention
    }

    /// Where the rows come from. `column` always names a column of the owner's row.
    public enum Source: Sendable {
        /// One row, if the column has a value.
        case value(of: String, to: String, constants: [String: String] = [:])
        /// A row for each text in a JSON array.
        case elements(of: String, to: String, constants: [String: String] = [:])
        /// A row for each object in a JSON array: its fields by column name, and where it stood, counted from 1.
        case objects(of: String, columns: [String: String], position: String? = nil, constants: [String: String] = [:])
        /// A row for each text in each JSON array of a JSON object: the array's name, and the text.
        case groups(of: String, name: String, element: String)
    }
}
