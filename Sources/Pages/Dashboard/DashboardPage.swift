import Markup
import Reports
import Store
import Values

/// One report on the dashboard, with everything that its card shows.
struct DashboardCard {
    let rows: DashboardReport
    let answer: QueryAnswer
    /// For people.
    let parameters: [(name: String, text: String)]
    /// As they were given.
    let given: [String: String]
    let remarks: [String]
}

/// The dashboard's HTML: the figures, an index, and under each question the cards of its reports.
struct DashboardPage {
    private let title: String
    private let run: AsOfRun
    private let before: AsOfRun?
    private let isPast: Bool
    private var figures: [DashboardFigure] = []
    private var index: [(anchor: String, text: String)] = []
    private var body = ""
    private var count = 0
    private var isOpen = false

    init(title: String, run: AsOfRun, before: AsOfRun?, isPast: Bool) {
        (self.title, self.run, self.before, self.isPast) = (title, run, before, isPast)
    }

    /// Begins a section.
    mutating func begin(_ question: String?) {
        if isOpen { body += "</section>\n" }
        isOpen = true
        let anchor = "s\(index.count + 1)"
        if let question { index.append((anchor, question)) }
        body += "<section class=\"cards\"\(question == nil ? "" : " id=\"\(anchor)\"")>\n"
        if let question { body += "<h2>\(HTMLText.escaped(question))</h2>\n" }
    }

    mutating func add(_ card: DashboardCard, figures: [DashboardFigure]) {
        count += 1
        let anchor = "r\(count)"
        self.figures += figures.map { figure in
            var figure = figure
            figure.anchor = anchor
            return figure
        }
        body += CardHTML(card: card, anchor: anchor).html
    }

    var html: String {
        let title = HTMLText.escaped(self.title)
        return HTMLHead.html(title: title, style: PageStyle.sheet, isDarkWithoutStyle: false)
            + "<main class=\"dashboard\">\n<h1>\(title)</h1>\n" + when + figuresHTML + indexHTML + body + (isOpen ? "</section>\n" : "")
            + "</main>\n</body>\n</html>\n"
    }

    private var when: String {
        let comparison = before.map { "; compared with \($0.text)" } ?? ""
        return "<p class=\"facts\">As of <b>\(run.text)</b>\(isPast ? ", a past run" : "")\(comparison).</p>\n"
    }

    private var figuresHTML: String {
        guard !figures.isEmpty else { return "" }
        let items = figures.map { figure in
            """
            <li><a href="#\(figure.anchor)"><b>\(HTMLText.escaped(figure.value))</b> \(HTMLText.escaped(figure.label))</a>\
            \(figure.change.map { "<br>\n<small>\(HTMLText.escaped($0))</small>" } ?? "")</li>

            """
        }
        return "<ul class=\"figures\">\n\(items.joined())</ul>\n"
    }

    private var indexHTML: String {
        guard index.count > 1 else { return "" }
        let items = index.map { "<li><a href=\"#\($0.anchor)\">\(HTMLText.escaped($0.text))</a></li>\n" }
        return "<nav aria-label=\"Questions\">\n<ul>\n\(items.joined())</ul>\n</nav>\n"
    }
}

/// The card of one report: its question, picture and table.
struct CardHTML {
    let card: DashboardCard
    let anchor: String

    private var report: Report { card.rows.report }

    var html: String {
        """
        <article id="\(anchor)"\(isTabular ? " class=\"tabular\"" : "")>
        <h3>\(HTMLText.escaped(report.title))</h3>
        <p class="asks">\(HTMLText.escaped(report.asks))\(parameters)</p>
        \(PageFacts.remarks(card.remarks))\(picture ?? "")\(table)<p class="source">\(source)</p>
        </article>

        """
    }

    /// A table that is not folded up needs the whole width.
    private var isTabular: Bool { picture == nil && card.rows.tableHTML != nil }

    private var picture: String? {
        guard card.answer.rows > 0, card.rows.entry.hasPicture, let chart = card.rows.chart?.chart(of: card.answer.run) else { return nil }
        let note = chart.note(.narrow).map { "<p class=\"note\">\(HTMLText.escaped($0))</p>\n" } ?? ""
        // No <figure>: without a style sheet it has margins, which a phone has no room for.
        return "<div class=\"picture\">\n\(chart.svg(.narrow, id: "\(anchor)-chart", isStandalone: false))\(note)</div>\n"
    }

    private var parameters: String {
        card.parameters.isEmpty ? "" : " <small>(\(HTMLText.isolated(PageFacts.text(of: card.parameters))))</small>"
    }

    /// Behind a picture the table is folded up. Paper shows the picture alone.
    private var table: String {
        guard let table = card.rows.tableHTML else { return card.answer.rows == 0 ? "<p>No rows.</p>\n" : "" }
        guard picture != nil else { return table }
        return "<details>\n<summary>\(rowsShown)</summary>\n\(table)</details>\n"
    }

    private var rowsShown: String {
        let (shown, all) = (card.rows.rowsShown, card.answer.rows)
        return shown == all ? all.grouped("row") : "the first \(shown.grouped) of \(all.grouped("row"))"
    }

    /// How to get all of it.
    private var source: String {
        let parameters = card.given.sorted { $0.key < $1.key }.map { " -p " + Self.quoted("\($0.key)=\($0.value)") }.joined()
        let rest =
            card.answer.rows > card.rows.rowsShown && picture == nil ? rowsShown.prefix(1).uppercased() + rowsShown.dropFirst() + ". " : ""
        return rest + "All of it: <code>workato-mirror query \(HTMLText.escaped(report.name + parameters))</code>"
    }

    /// As a shell reads it.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_=.,:/".contains($0)) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
