import Store

/// The text of `changes`, run by run: a heading, then a line for each change, under its customer.
public struct ChangesText {
    private let output: BufferedOutput
    private let style: TextStyle
    private let listsCounters: Bool
    private let listsUsage: Bool
    private var run: RunMoment?
    private var groups: CustomerGroups
    private var changes = 0
    /// How many changes of counters there are, by the noun of their table.
    private var counters: [String: Int] = [:]
    private var growth: UsageGrowth
    private var isFirst = true

    /// - Parameters:
    ///   - listsCounters: whether changes of counters, which happen in every run, have lines. Otherwise they are only counted.
    ///   - listsUsage: whether the growth of usage in a running month has lines. Otherwise it is only summed up.
    ///   - growth: the empty sum to begin with.
    public init(
        to output: BufferedOutput, style: TextStyle, listsCounters: Bool, listsUsage: Bool = false, growth: UsageGrowth = UsageGrowth()
    ) {
        self.output = output
        self.style = style
        self.listsCounters = listsCounters
        self.listsUsage = listsUsage
        self.growth = growth
        groups = CustomerGroups(style)
    }

    /// Adds a change. All changes of a run have to be added one after the other.
    public mutating func add(_ run: RunMoment, _ object: ChangedObject) throws(ReportsError) {
        if self.run != run { try endRun() }
        self.run = run
        if object.table.isMeasures, !listsCounters {
            counters[object.table.noun, default: 0] += 1
        } else if !listsUsage, growth.take(object, from: run, to: run) {
            // The sum now includes it.
        } else {
            changes += 1
            groups.add(object)
        }
    }

    /// Writes the last run, or says that there were no changes.
    public mutating func end() throws(ReportsError) {
        try endRun()
        if isFirst { try output.append("no changes\n") }
        try output.flush()
    }

    /// Writes the run whose changes were added last, if there is one.
    public mutating func endRun() throws(ReportsError) {
        guard let run else { return }
        if !isFirst { try output.append("\n") }
        isFirst = false
        let heading = "run \(run.id)  \(run.at)  \(changes == 1 ? "1 change" : "\(changes) changes")"
        try output.append(style.inked(heading, .bold) + "\n")
        for line in groups.lines { try output.append(line + "\n") }
        for line in growth.lines(style) { try output.append(line + "\n") }
        if !counters.isEmpty {
            let counted = counters.sorted { $0.key < $1.key }.map { "\($0.value) of \($0.key)" }.joined(separator: ", ")
            try output.append("  counters: \(counted)\n")
        }
        try output.flush()
        (self.run, groups, changes, counters) = (nil, CustomerGroups(style), 0, [:])
        growth.reset()
    }
}
