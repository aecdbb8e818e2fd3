import Markup
import Reports
import Values

/// One report on the dashboard: its question, its picture, its table, and how to get all of its rows.
struct DashboardCard {
    let rows: DashboardReport
    let answer: QueryAnswer
    /// The parameters as they were given.
    let given: [String: String]
    let remarks: [String]

    private var report: Report { rows.report }

    /// The parameters for people.
    private var parameters: [(name: String, text: String)] { report.parameterTexts(of: answer, given: given) }

    /// What the figures of this report say about the parameters that were given, if any were.
    var figureRemark: String? {
        let some = parameters.filter { given[$0.name] != nil }
        return some.isEmpty ? nil : PageFacts.text(of: some)
    }

    /// Whether a day or a month was given that does not move with the run.
    var hasFixedDays: Bool {
        report.parameters.contains { parameter in
            [.date, .month].contains(parameter.type) && given[parameter.name]?.first?.isNumber == true
        }
    }

    /// - Parameter run: the past run that the page is about; nil for the last one.
    func html(anchor: String, asOf run: Int64?) -> String {
        let picture = picture(anchor)
        return """
            <article id="\(anchor)"\(picture == nil && rows.tableHTML != nil ? " class=\"tabular\"" : "")>
            <h3>\(HTMLText.escaped(report.title))</h3>
            <p class="asks">\(HTMLText.escaped(report.asks))\(parametersHTML)</p>
            \(PageFacts.remarks(remarks))\(picture ?? "")\(table(isFolded: picture != nil))<p class="source">\(source(run, isFolded: picture != nil))</p>
            </article>

            """
    }

    /// Without a style sheet a `<figure>` has margins, which a phone has no room for. So it is none.
    private func picture(_ anchor: String) -> String? {
        guard answer.rows > 0, let chart = rows.chart?.chart(of: answer.run) else { return nil }
        return "<div class=\"picture\">\n\(PageFacts.picture(chart, .narrow, id: "\(anchor)-chart"))</div>\n"
    }

    private var parametersHTML: String {
        parameters.isEmpty ? "" : " <small>(\(HTMLText.isolated(PageFacts.text(of: parameters))))</small>"
    }

    /// Behind a picture the table is folded up. Paper shows the picture alone.
    private func table(isFolded: Bool) -> String {
        guard let table = rows.tableHTML else { return answer.rows == 0 ? "<p>No rows.</p>\n" : "" }
        return isFolded ? "<details>\n<summary>\(rowsShown)</summary>\n\(table)</details>\n" : table
    }

    private var rowsShown: String {
        rows.rowsShown == answer.rows ? answer.rows.grouped("row") : "the first \(rows.rowsShown.grouped) of \(answer.rows.grouped("row"))"
    }

    /// How to get all of it: with the days that the parameters meant here, as the clock of a query is not the run's.
    private func source(_ run: Int64?, isFolded: Bool) -> String {
        let meant = Dictionary(parameters.map { ($0.name, $0.text) }) { $1 }
        let relative = report.parameters.filter { [.date, .month].contains($0.type) }.map(\.name)
        let names = Set(given.keys).union(relative).filter { meant[$0] != nil }.sorted()
        let words = names.map { " -p " + Self.quoted("\($0)=\(relative.contains($0) ? meant[$0] ?? "" : given[$0] ?? "")") }
        let name = report.isBuiltIn ? report.name : "--file " + Self.quoted(report.file)
        let past = run.map { " --as-of \($0)" } ?? ""
        let isCut = answer.rows > rows.rowsShown && !isFolded && rows.rowsShown > 0
        let rest = isCut ? "T\(rowsShown.dropFirst()). " : ""
        return rest + "All of it: <code>\(HTMLText.escaped("workato-mirror query \(name)\(words.joined())\(past)"))</code>"
    }

    /// As a shell reads it.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_=.,:/".contains($0)) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
