import Catalog

/// One table or view of the file, and what is in it.
public struct TableDescription: Sendable {
    public enum Kind: String, Sendable {
        /// What exists now.
        case live
        /// The history table of a live table: versions that are no longer current.
        case history
        /// What the mirror knows about itself.
        case bookkeeping
        case view
    }

    public let name: String
    public let kind: Kind
    public let meaning: String
    /// The columns that identify a row.
    public let key: [String]
    /// The resource whose listing fills it; nil where no listing does.
    public let resource: String?
    /// Whether the resource's own records go here, not what is made of them.
    public var isRecords: Bool { kind == .live && resource == name }
    /// Where Workato documents the endpoint.
    public let page: String?
    /// Columns whose few values tell the rows apart well.
    public let facets: [String]
    /// The column to sort by, after a minus if the greatest comes first.
    public let sort: String?
    public let columns: [ColumnDescription]
}

/// One column, and what its values mean.
public struct ColumnDescription: Sendable {
    public let name: String
    /// How the value is stored: INTEGER, TEXT, BLOB or ANY.
    public let storage: String
    /// What the stored value is: an integer, a boolean, a timestamp, JSON, text, or any of them.
    public let type: ColumnType
    public let isRequired: Bool
    /// Whether a CHECK leaves it only certain words, months, hashes or numbers.
    public let isLimited: Bool
    /// Its place in the table's key, the first being 1.
    public let keyPosition: Int?
    public let meaning: String
    /// The unit of a number, or `UTC` for a time.
    public let unit: String?
    /// The API's field that it is filled from, or who else fills it.
    public let source: String
    /// Whether a redaction hides its values; nil if it cannot hold a text that anybody has written.
    public let sensitivity: Sensitivity?
    public let reference: Reference?
}

/// The column of another table that a column names a row by.
public struct Reference: Sendable, Hashable {
    public let table: String
    public let column: String
}
