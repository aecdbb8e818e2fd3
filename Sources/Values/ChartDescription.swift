/// How a result is drawn: the kind of chart, and which columns it takes. A report's header says it as
/// `-- chart: line x=month y=task_count series=customer`.
///
/// The first column of `x` and of `series` is what people read. The columns behind it tell apart what has the same text there, such as two
/// customers with one name.
public struct ChartDescription: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        /// A line for each series.
        case line
        /// A bar for each value of `x`: sorted, or as columns in the order of time.
        case bar
        /// Series on top of each other, filled; without `series` one filled line.
        case area
        /// Bars that are divided into series.
        case stacked
    }

    /// What is measured.
    public enum Measure: Sendable, Hashable {
        /// The sum of a column's numbers, over the rows with the same `x` and `series`.
        case column(String)
        /// How many rows have this `x` and `series`; written as `y=*`.
        case rows
    }

    public let kind: Kind
    /// At least one column.
    public let x: [String]
    public let y: Measure
    /// Without columns there is one series.
    public let series: [String]

    public init(kind: Kind, x: [String], y: Measure, series: [String] = []) {
        (self.kind, self.x, self.y, self.series) = (kind, x, y, series)
    }
}
