import Store
import Values

/// The text of `diff`: a table of counts, then the objects under their customers.
public struct DifferenceText {
    private let output: BufferedOutput
    private let style: TextStyle
    private var groups: CustomerGroups
    private var total = 0
    private var shown = 0

    public init(to output: BufferedOutput, style: TextStyle) {
        self.output = output
        self.style = style
        groups = CustomerGroups(style)
    }

    public mutating func begin(_ comparison: some Comparison, _ counts: [History.DifferenceCount]) throws(ReportsError) {
        let states = (Self.state(comparison.first, comparison.names?.first), Self.state(comparison.last, comparison.names?.last))
        try output.append(style.inked("\(states.0)  →  \(states.1)", .bold) + "\n")
        guard !counts.isEmpty else { return try output.append("no differences\n") }
        total = counts.reduce(0) { $0 + $1.inserted + $1.updated + $1.deleted }
        var table = TableWriter(to: output, width: style.width)
        try table.begin(columns: ChangeRows.countColumns)
        for count in counts { try table.row(ChangeRows.cells(count)) }
        try table.end()
    }

    /// - Parameter name: what the file is called, where there are two.
    private static func state(_ run: RunMoment, _ name: String?) -> String {
        (name.map { VisibleText.escaped($0) + "  " } ?? "") + "run \(run.id)  \(run.at)"
    }

    /// The growth of usage that is only summed up.
    public var growth = UsageGrowth()

    public mutating func add(_ object: ChangedObject) {
        shown += 1
        groups.add(object)
    }

    /// - Parameter hint: how to see what was left out.
    public func end(hint: String) throws(ReportsError) {
        let lines = groups.lines
        let sums = growth.lines(style)
        if !lines.isEmpty || !sums.isEmpty { try output.append("\n") }
        for line in lines + sums { try output.append(line + "\n") }
        let hidden = total - shown - growth.figures
        if shown > 0, hidden > 0 { try output.append("… and \(hidden) more: \(hint)\n") }
        try output.flush()
    }
}
