/// How much may look gone before a run takes it for a mistake.
public struct DeletionGuard: Sendable, Hashable {
    /// Up to this many rows of a resource may always go in one run.
    public var rows: Int
    /// More rows than that may go if they are no more than this share of the resource, in percent.
    public var percent: Int
    /// A listing that had more rows than this, or the rest of one, and comes back empty is asked again.
    public var empty: Int

    public init(rows: Int = 20, percent: Int = 20, empty: Int = 5) {
        self.rows = rows
        self.percent = percent
        self.empty = empty
    }
}
