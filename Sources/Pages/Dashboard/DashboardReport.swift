import Charts
import Reports
import Values

/// One report of a dashboard: it collects the picture, the first rows of the table, and the figures.
final class DashboardReport: ResultWriter {
    /// Longer texts are cut in a dashboard's tables.
    private static let longestText = 160

    let report: Report
    let entry: DashboardLayout.Entry
    private let hasFigures: Bool
    private(set) var chart: ResultChart?
    private(set) var counts: [(figure: Figure, count: FigureCount)] = []
    private(set) var sources: [any FigureSource] = []
    private var table = HTMLTable(columns: [])
    private var rows = ""
    private var shown = 0

    /// - Parameter hasFigures: whether the figures at the top are taken from it.
    init(_ report: Report, entry: DashboardLayout.Entry, hasFigures: Bool) {
        (self.report, self.entry, self.hasFigures) = (report, entry, hasFigures)
    }

    func begin(columns: [String]) throws(ReportsError) {
        chart = try ResultChart(report, columns: columns)
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
        guard shown < entry.rows else { return }
        shown += 1
        rows += table.row(cells)
    }

    func end() {}

    /// The first rows; nil if there is none, or none is wanted.
    var tableHTML: String? { shown == 0 ? nil : table.opening + rows + HTMLTable.closing }

    /// How many rows the table has.
    var rowsShown: Int { shown }
}

/// Counts one figure of a report as of another moment, and forgets the rows.
struct FigureReader: ResultWriter {
    private final class Box { var count: FigureCount? }

    private let measure: Figure.Measure
    private let box = Box()

    init(_ measure: Figure.Measure) { self.measure = measure }

    var value: Int64? { box.count?.value }

    func begin(columns: [String]) { box.count = FigureCount(measure, columns: columns) }

    func row(_ cells: [StoredValue]) { box.count?.add(cells) }

    func end() {}
}

/// A number at the top, as it is shown.
struct DashboardFigure {
    let value: String
    let label: String
    /// How it has changed, if that is known.
    let change: String?
    /// Where on the page its report is.
    var anchor = ""
}
