import Charts
import Markup
import Reports
import Values

/// The lines above a picture that say what it is about.
enum PageFacts {
    /// From which run the rows are, how many there are, and with which parameters.
    static func html(answer: QueryAnswer, isPast: Bool, parameters: [(name: String, text: String)]) -> String {
        var facts: [(String, String)] = []
        if let run = answer.run { facts.append((isPast ? "As of" : "From", run.text)) }
        if !parameters.isEmpty { facts.append(("Parameters", text(of: parameters))) }
        facts.append(("Rows", answer.rows.grouped))
        return "<p class=\"facts\">" + facts.map { "\($0.0): <b>\(HTMLText.isolated($0.1))</b>" }.joined(separator: "<br>\n") + "</p>\n"
    }

    /// `from = 2026-01, to = 2026-11`
    static func text(of parameters: [(name: String, text: String)]) -> String {
        parameters.map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
    }

    /// A picture, and under it what it does not say.
    static func picture(_ chart: Chart, _ size: Chart.Size, id: String) -> String {
        let note = chart.note(size).map { "<p class=\"note\">\(HTMLText.escaped($0))</p>\n" } ?? ""
        return chart.svg(size, id: id, isStandalone: false) + note
    }

    /// Why rows may be missing.
    static func remarks(_ remarks: [String]) -> String {
        remarks.map { "<p class=\"remark\"><b>Note:</b> \(HTMLText.escaped($0))</p>\n" }.joined()
    }
}
