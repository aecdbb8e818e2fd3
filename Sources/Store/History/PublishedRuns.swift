/// Finds the runs that have been published since it was last asked.
public struct PublishedRuns {
    private let history: History
    private var next: Int64
    private var version: Int64?

    /// - Parameter first: the first run that is not known yet.
    public init(in history: History, from first: Int64) {
        self.history = history
        next = first
    }

    /// The runs that are new; nil if there are none. While nobody writes to the file, asking does not read it.
    public mutating func take() throws -> ClosedRange<Int64>? {
        // Before the runs: a run that is published between the two is found the next time.
        let version = try history.dataVersion()
        guard version != self.version else { return nil }
        let last = try history.lastRun()
        self.version = version
        guard last >= next else { return nil }
        defer { next = last + 1 }
        return next...last
    }
}
