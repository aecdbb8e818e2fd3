import Charts
import Reports
import Values

/// One report of a dashboard: it collects the picture, the first rows of the table, and the figures.
final class DashboardReport: ResultWriter {
    /// Longer texts are cut in a dashboard's tables.
    private static let longestText = 160

    let report: Report
    let entry: DashboardLayout.Entry
    /// Whether the figures at the top are taken from it.
    private let hasFigures: Bool
    private(set) var chart: ResultChart?
    private(set) var counts: [(figure: Figure, count: FigureCount)] = []
    private(set) var sources: [any FigureSource] = []
    private var table = HTMLTable(columns: [])
    private var rows = ""
    /// How many rows the table has.
    private(set) var rowsShown = 0

    init(_ report: Report, entry: DashboardLayout.Entry, hasFigures: Bool) {
        (self.report, self.entry, self.hasFigures) = (report, entry, hasFigures)
    }

    func begin(columns: [String]) throws(ReportsError) {
        if entry.hasPicture { chart = try ResultChart(report, columns: columns) }
        table = HTMLTable(columns: columns, longest: Self.longestText)
        guard hasFigures else { return }
        counts = Figure.all.filter { $0.report == report.name }.compactMap { figure in
            FigureCount(figure.measure, columns: columns).map { (figure, $0) }
        }
        sources = Figure.sources[report.name].flatMap { $0.init(columns: columns) }.map { [$0] } ?? []
    }

    func row(_ cells: [StoredValue]) throws(ReportsError) {
        try chart?.add(cells)
        for place in sources.indices { sources[place].add(cells) }
        for place in counts.indices { counts[place].count.add(cells) }
        guard rowsShown < entry.rows else { return }
        rowsShown += 1
        rows += table.row(cells)
    }

    func end() {}

    /// The first rows; nil if there is none, or none is wanted.
    var tableHTML: String? { rowsShown == 0 ? nil : table.opening + rows + HTMLTable.closing }
}

/// Counts one figure of a report as of another moment, and forgets the rows.
final class FigureReader: ResultWriter {
    private let measure: Figure.Measure
    private var count: FigureCount?

    init(_ measure: Figure.Measure) { self.measure = measure }

    var value: Int64? { count?.value }

    func begin(columns: [String]) { count = FigureCount(measure, columns: columns) }

    func row(_ cells: [StoredValue]) { count?.add(cells) }

    func end() {}
}
