/// Two states of a mirror, and what is different between them: after two of its runs, or in two files.
public protocol Comparison: Sendable {
    /// A file that no output may take the place of.
    var path: String { get }
    /// Parents stand before what belongs to them.
    var tables: [TrackedTable] { get }
    var first: RunMoment { get }
    var last: RunMoment { get }
    /// What the two files are called; nil if it is one file.
    var names: (first: String, last: String)? { get }

    /// Whether the customer is, or ever was, in a mirror.
    func hasSeen(customer: Int64) throws -> Bool

    /// The months that usage has been told of, as `YYYY-MM` in their order, each with the first run that told of it.
    func usageMonths() throws -> [(month: String, firstRun: Int64)]

    /// What is different. If the last state is the earlier one, it is what going back would do.
    ///
    /// - Parameters:
    ///   - counted: called once, before any object; a table without differences is left out.
    ///   - body: called for each object, by table and key, until it returns false. What it throws is thrown unchanged.
    func difference(
        of selection: HistorySelection, counted: ([History.DifferenceCount]) throws -> Void, each body: (ChangedObject) throws -> Bool
    ) throws
}

/// One mirror after two of its runs.
public struct RunComparison: Comparison {
    public let history: History
    public let first: RunMoment
    public let last: RunMoment

    public init(_ history: History, from first: RunMoment, to last: RunMoment) {
        (self.history, self.first, self.last) = (history, first, last)
    }

    public var path: String { history.path }
    public var tables: [TrackedTable] { history.tables }
    public var names: (first: String, last: String)? { nil }

    public func hasSeen(customer: Int64) throws -> Bool { try history.hasSeen(customer: customer) }

    public func usageMonths() throws -> [(month: String, firstRun: Int64)] { try history.usageMonths() }

    public func difference(
        of selection: HistorySelection, counted: ([History.DifferenceCount]) throws -> Void, each body: (ChangedObject) throws -> Bool
    ) throws {
        try history.difference(from: first.id, to: last.id, of: selection, counted: counted, each: body)
    }
}
