/// What `verify` looks at, in this order.
public enum VerificationCheck: String, Sendable, CaseIterable {
    /// Whether a snapshot's files are those that its manifests list.
    case bag
    /// Whether the person who is named has signed the snapshot.
    case signature
    /// Whether SQLite finds the file's pages, indexes and constraints in order.
    case file
    /// Whether every run has its number, and its link.
    case runs
    /// Whether every link follows from the one before and from what it covers.
    case links
    /// Whether every row is as a run, or a close, wrote it.
    case rows
    /// Whether every closed month has the digest of its close.
    case months
    /// Whether the digest that somebody has kept stands in the chain.
    case head
    /// Whether a snapshot's copy has what its `manifest.json` says.
    case manifest
}

/// One place in the file that does not fit.
public struct Finding: Sendable, Hashable {
    public let check: VerificationCheck
    /// The run that the place belongs to, if it belongs to one.
    public var run: Int64?
    /// The month, if the place belongs to its close.
    public var month: String?
    /// The table that has the place, as the file calls it: for an old version of a row, the history table.
    public var table: String?
    /// The row's key as a JSON object; nil where the file does not show it.
    public var key: String?
    /// What does not fit. It never has a value of a row.
    public let message: String

    public init(
        _ check: VerificationCheck, run: Int64? = nil, month: String? = nil, table: String? = nil, key: String? = nil, _ message: String
    ) {
        (self.check, self.run, self.month, self.table, self.key, self.message) = (check, run, month, table, key, message)
    }
}

/// How one check ended.
public struct CheckResult: Sendable, Hashable {
    public let check: VerificationCheck
    /// How many places do not fit.
    public let findings: Int
    /// What was looked at, such as `12 runs, without a gap`.
    public let message: String

    init(check: VerificationCheck, findings: Int, message: String) {
        (self.check, self.findings, self.message) = (check, findings, message)
    }
}
