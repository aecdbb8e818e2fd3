import Charts
import Reports
import Store
import Values

/// The chart of a report, collected from its rows.
struct ResultChart {
    private let report: Report
    private let columns: ChartColumns
    private var data: ChartData
    /// Why there are too many rows for a picture. The table has them all the same.
    private var excess: ChartError?

    /// - Returns: nil if the report has no chart.
    /// - Throws: `ReportsError.chart` if the result lacks a column that the chart takes.
    init?(_ report: Report, columns: [String]) throws(ReportsError) {
        guard case .drawn(let description) = report.chart else { return nil }
        self.report = report
        self.columns = try report.chartColumns(description, in: columns)
        data = ChartData(description)
    }

    mutating func add(_ cells: [StoredValue]) throws(ReportsError) {
        guard excess == nil else { return }
        do {
            try data.add(x: columns.x(of: cells), y: columns.y(of: cells), series: columns.series(of: cells))
        } catch {
            switch error {
            case .tooManyPoints, .tooMuchText: excess = error
            case .notANumber, .wrongCount: throw failure(error)
            }
        }
    }

    private func failure(_ error: ChartError) -> ReportsError { report.chartFailure(error.description, hint: error.hint) }

    /// The picture; nil if there are too many rows for one.
    ///
    /// - Parameter run: the run that the rows are from.
    func chart(of run: AsOfRun?) -> Chart? {
        excess == nil ? drawn(of: run) : nil
    }

    private func drawn(of run: AsOfRun?) -> Chart { Chart(data, title: report.title, now: run.map { MomentText.civilDate($0.at) }) }

    /// Why there is no picture.
    var remark: String? { excess.map { "there is no picture: \($0.description)" } }

    /// - Throws: `ReportsError.chart` if there are too many rows for a picture.
    func requireChart(of run: AsOfRun?) throws(ReportsError) -> Chart {
        if let excess { throw failure(excess) }
        return drawn(of: run)
    }
}
