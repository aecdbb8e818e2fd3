// Tables that a resource fills besides its own.

/// Counters of a record, which are kept in a narrow table with its own history.
public struct Measures: Sendable {
    public let table: String
    /// The column that holds the record's key.
    public let owner: String
    /// The API's fields. The columns have the same names.
    public let fields: [String]

    public init(table: String, owner: String, fields: [String]) {
        self.table = table
        self.owner = owner
        self.fields = fields
    }
}

/// A large text of a record. Every version that was ever seen is kept once.
public struct Versions: Sendable {
    public let table: String
    /// The column that holds the record's key.
    public let owner: String
    /// The API's field with the version's number.
    public let number: String
    /// The API's field with the text. Its SHA-256 goes into the column of that name plus `_sha256`.
    public let text: String

    public init(table: String, owner: String, number: String, text: String) {
        self.table = table
        self.owner = owner
        self.number = number
        self.text = text
    }
}

/// A table whose rows are made from one row of the resource's own table.
public struct Child: Sendable {
    public let table: String
    /// The column that holds the owner's key.
    public let owner: String
    /// The columns that identify a row within its owner. Rows are compared by these; NULL equals NULL.
    public let key: [String]
    public let sources: [Source]
    /// `.forever` if a record shows only the newest rows: the older ones stay until their owner goes.
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
        /// A row for each object in a JSON array: its fields by column name, and its position, counted from 1.
        case objects(of: String, columns: [String: String], position: String? = nil, constants: [String: String] = [:])
        /// A row for each text in each JSON array of a JSON object: the array's name, and the text.
        case groups(of: String, name: String, element: String)
    }
}
