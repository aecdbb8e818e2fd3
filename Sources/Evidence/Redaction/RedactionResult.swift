/// What a redaction has hidden, and what that means for whoever reads the copy. It names no value.
public struct RedactionResult: Sendable, Codable, Equatable {
    /// Something of the mirror that the copy does not have.
    public struct LeftOut: Sendable, Codable, Equatable {
        /// Such as `billing_files`, or `a view` if its name may not be told.
        public let what: String
        public let reason: String
    }

    /// The columns that are hidden as a whole, each with its history table's.
    public let columns: [RedactionChoice.Column]
    /// How many different values were looked for everywhere else.
    public let values: Int
    /// How many cells have changed, by table; tables without a change are left out.
    public let cells: [String: Int]
    public let leftOut: [LeftOut]
    /// The reports that read one of the columns: they run, but tell pseudonyms, or nothing, in the place of values.
    public let affectedReports: [String]
}
