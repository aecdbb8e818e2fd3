import Charts
import Foundation
import Markup
import Reports
import Store
import Streams
import Values

/// The page of one result: what was asked, the picture, the table, and from which run it is.
///
/// It collects the rows first, because the picture above the table needs all of them. They wait in a temporary file, so memory does not grow
/// with them.
public final class ReportPage: ResultWriter {
    private let report: Report?
    private let spool: SpoolFile
    private let rows: BufferedOutput
    private var chart: ResultChart?
    private var table = HTMLTable(columns: [])

    /// - Parameters:
    ///   - report: nil for a statement without a header, whose page has no picture.
    ///   - folder: where the rows wait.
    public init(_ report: Report?, folder: String) throws(SpoolError) {
        self.report = report
        let spool = try SpoolFile(in: folder)
        self.spool = spool
        rows = BufferedOutput(drain: { bytes throws(ReportsError) in
            do throws(SpoolError) { try spool.append(bytes) } catch {
                throw .format(problem: error.description, hint: error.hint, exitCode: error.exitCode)
            }
        })
    }

    public func begin(columns: [String]) throws(ReportsError) {
        table = HTMLTable(columns: columns)
        chart = try report.flatMap { report throws(ReportsError) in try ResultChart(report, columns: columns) }
    }

    public func row(_ cells: [StoredValue]) throws(ReportsError) {
        try chart?.add(cells)
        try rows.append(table.row(cells))
    }

    public func end() throws(ReportsError) { try rows.flush() }

    /// Writes the page.
    ///
    /// - Parameters:
    ///   - statement: what was asked, if there is no report.
    ///   - given: the texts of the parameters that were given.
    ///   - isPast: whether the answer is about a past run because somebody asked for that.
    ///   - remarks: why rows may be missing.
    public func write(
        to output: BufferedOutput, answer: QueryAnswer, statement: String, given: [String: String], isPast: Bool, remarks: [String]
    ) throws {
        let title = report?.title ?? "Query"
        try output.append(
            HTMLHead.html(title: HTMLText.escaped(title), style: PageStyle.sheet, isDarkWithoutStyle: false)
                + "<main class=\"report\">\n<h1>\(HTMLText.escaped(title))</h1>\n")
        if let report {
            try output.append("<p class=\"asks\">\(HTMLText.escaped(report.asks))</p>\n")
        } else {
            try output.append("<pre>\(HTMLText.escapedLines(statement))</pre>\n")
        }
        let parameters =
            report.map { $0.parameterTexts(of: answer, given: given) }
            ?? answer.arguments.sorted { $0.key < $1.key }.map { ($0.key, $0.value.plainText ?? "") }
        try output.append(PageFacts.html(answer: answer, isPast: isPast, parameters: parameters))
        try output.append(PageFacts.remarks(remarks + [chart?.remark].compactMap(\.self)))
        if let chart = chart?.chart(of: answer.run) { try output.append(Self.figure(of: chart)) }
        try output.append(table.opening)
        try spool.read { try output.append($0) }
        try output.append(HTMLTable.closing)
        if let why = report?.why { try output.append("<p class=\"why\">\(HTMLText.escaped(why))</p>\n") }
        try output.append("</main>\n</body>\n</html>\n")
        try output.flush()
    }

    /// The picture twice: for a wide screen, and for a narrow one where the style sheet shows it instead.
    private static func figure(of chart: Chart) -> String {
        """
        <div class="picture">
        <div class="wide">
        \(PageFacts.picture(chart, .wide, id: "wide"))</div>
        <div class="narrow" hidden>
        \(PageFacts.picture(chart, .narrow, id: "narrow"))</div>
        </div>

        """
    }
}
