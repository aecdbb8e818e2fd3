import Markup
import Store
import Values

/// The dashboard's HTML: the figures, an index, and under each question the cards of its reports.
struct DashboardPage {
    private let title: String
    private let run: AsOfRun
    private let before: AsOfRun?
    private let isPast: Bool
    private let leftOut: [String]
    private var figures: [(figure: DashboardFigure, anchor: String, remark: String?)] = []
    private var index: [(anchor: String, text: String)] = []
    private var body = ""
    private var count = 0
    /// Why rows may be missing, each reason once.
    private(set) var remarks: [String] = []
    private var isOpen = false

    init(title: String, run: AsOfRun, before: AsOfRun?, isPast: Bool, leftOut: [String]) {
        (self.title, self.run, self.before, self.isPast, self.leftOut) = (title, run, before, isPast, leftOut)
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
        remarks += card.remarks.filter { !remarks.contains($0) }
        let anchor = "r\(count)"
        self.figures += figures.map { ($0, anchor, card.figureRemark) }
        body += card.html(anchor: anchor, asOf: isPast ? run.run : nil)
    }

    var html: String {
        let title = HTMLText.escaped(self.title)
        return HTMLHead.html(title: title, style: PageStyle.sheet, isDarkWithoutStyle: false)
            + "<main class=\"dashboard\">\n<h1>\(title)</h1>\n" + when + figuresHTML + leftOutHTML + indexHTML + body
            + (isOpen ? "</section>\n" : "")
            + "</main>\n</body>\n</html>\n"
    }

    private var when: String {
        let comparison = before.map { "; compared with \($0.text)" } ?? ""
        return "<p class=\"facts\">As of <b>\(run.text)</b>\(isPast ? ", a past run" : "")\(comparison).</p>\n"
    }

    private var figuresHTML: String {
        guard !figures.isEmpty else { return "" }
        let items = figures.map { figure, anchor, remark in
            let label = figure.label + (remark.map { " (\($0))" } ?? "")
            let change = figure.change.map { "<br>\n<small>\(HTMLText.escaped($0))</small>" } ?? ""
            return "<li><a href=\"#\(anchor)\"><b>\(HTMLText.escaped(figure.value))</b> \(HTMLText.escaped(label))</a>\(change)</li>\n"
        }
        return "<ul class=\"figures\">\n\(items.joined())</ul>\n"
    }

    private var leftOutHTML: String {
        guard !leftOut.isEmpty else { return "" }
        return "<p>Left out, because they lack a parameter that was given: \(HTMLText.escaped(leftOut.joined(separator: ", "))).</p>\n"
    }

    private var indexHTML: String {
        guard index.count > 1 else { return "" }
        let items = index.map { "<li><a href=\"#\($0.anchor)\">\(HTMLText.escaped($0.text))</a></li>\n" }
        return "<nav aria-label=\"Questions\">\n<ul>\n\(items.joined())</ul>\n</nav>\n"
    }
}
