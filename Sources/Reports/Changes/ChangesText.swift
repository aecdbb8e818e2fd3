import Store

/// Changes to read, run by run: a heading, then a line a change under its customer.
public struct ChangesText {
    private let output: BufferedOutput
    private let style: TextStyle
    private let listsCounters: Bool
    private let listsUsage: Bool
    private var run: RunMoment?
    private var groups: CustomerGroups
    private var changes = 0
    /// What rows of counters are called → how many there are.
    private var counters: [String: Int] = [:]
    private var growth: UsageGrowth
    private var isFirst = true

    /// - Parameters:
    ///   - listsCounters: whether counters, which change on every run, have lines; else they are only counted.
    ///   - listsUsage: whether the growth of a running month's usage has lines; else it is only summed up.
    ///   - growth: an empty sum.
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

    /// Adds a change; those of a run come together.
    public mutating func add(_ run: RunMoment, _ object: ChangedObject) throws(ReportsError) {
        if self.run != run { try endRun() }
        self.run = run
        if object.table.isMeasures, !listsCounters {
            counters[object.table.noun, default: 0] += 1
        } else if !listsUsage, growth.take(object, from: run, to: run) {
            // It is in the sum now.
        } else {
            changes += 1
            groups.add(object)
        }
    }

    /// Writes the last run, or that there was nothing.
    public mutating func end() throws(ReportsError) {
        try endRun()
        if isFirst { try output.append("no changes\n") }
        try output.flush()
    }

    /// Writes the run that is complete, if there is one.
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
