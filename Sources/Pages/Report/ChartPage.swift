import Charts
import Reports
import Values

/// The picture of a result alone: an SVG that stands in a file of its own.
///
/// It collects the rows first, because a picture needs all of them.
public final class ChartPage: ResultWriter {
    private let report: Report
    private var chart: ResultChart?

    /// - Throws: `ReportsError.noChart` if the report's header describes none.
    public init(_ report: Report) throws(ReportsError) {
        if case .undrawn(let reason) = report.chart { throw .noChart(subject: "report '\(report.name)'", reason: reason) }
        guard report.chart != nil else { throw .noChart(subject: "report '\(report.name)'", reason: nil) }
        self.report = report
    }

    public func begin(columns: [String]) throws(ReportsError) { chart = try ResultChart(report, columns: columns) }

    public func row(_ cells: [StoredValue]) throws(ReportsError) { try chart?.add(cells) }

    public func end() {}

    /// Writes the picture.
    public func write(to output: BufferedOutput, answer: QueryAnswer) throws(ReportsError) {
        guard let chart = try chart?.requireChart(of: answer.run) else { return }
        try output.append(chart.svg(.wide, id: "chart", isStandalone: true))
        try output.flush()
    }
}
