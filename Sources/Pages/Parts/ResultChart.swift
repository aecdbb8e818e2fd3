import Charts
import Reports
import Store
import Values

/// The chart of a report, collected from its rows.
struct ResultChart {
    private let report: Report
    private let columns: ChartColumns
    private var data: ChartData

    /// - Returns: nil if the report has no chart.
    /// - Throws: `ReportsError.chart` if the result lacks a column that the chart takes.
    init?(_ report: Report, columns: [String]) throws(ReportsError) {
        guard case .drawn(let description) = report.chart else { return nil }
        self.report = report
        self.columns = try report.chartColumns(description, in: columns)
        data = ChartData(description)
    }

    mutating func add(_ cells: [StoredValue]) throws(ReportsError) {
        do {
            try data.add(x: columns.x(of: cells), y: columns.y(of: cells), series: columns.series(of: cells))
        } catch {
            throw report.chartFailure(error.description, hint: error.hint)
        }
    }

    /// - Parameter run: the run that the rows are from.
    func chart(of run: AsOfRun?) -> Chart { Chart(data, title: report.title, now: run.map { MomentText.civilDate($0.at) }) }
}
