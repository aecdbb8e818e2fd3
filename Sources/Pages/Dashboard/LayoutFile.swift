import Values
import YAMLText
import Yams

/// Reads the file that chooses a dashboard's reports, `dashboard.yaml`.
struct LayoutFile {
    /// For messages.
    let name: String

    func layout(_ yaml: String) throws(PagesError) -> DashboardLayout {
        let map = try mapping(try root(of: yaml), known: ["title", "sections", "reports"], of: "the file")
        var sections: [DashboardLayout.Section] = []
        if let list = map["reports"] { sections.append(DashboardLayout.Section(reports: try entries(list))) }
        if let list = map["sections"] {
            for node in try items(of: list, "sections") { sections.append(try section(node)) }
        }
        guard sections.contains(where: { !$0.reports.isEmpty }) else { throw problem("it names no report", at: nil) }
        return DashboardLayout(
            title: try map["title"].map { node throws(PagesError) in try text(node, "title") } ?? "Dashboard", sections: sections)
    }

    private func root(of yaml: String) throws(PagesError) -> Node {
        let root: Node?
        do { root = try YAMLText.root(of: yaml) } catch { throw problem(error.text, line: error.line) }
        guard let root else { throw problem("it is empty", at: nil) }
        return root
    }

    private func section(_ node: Node) throws(PagesError) -> DashboardLayout.Section {
        let map = try mapping(node, known: ["question", "reports"], of: "a section")
        guard let reports = map["reports"] else { throw problem("a section lacks its 'reports'", at: node.mark) }
        let question = try map["question"].map { node throws(PagesError) in try text(node, "question") }
        return DashboardLayout.Section(question: question, reports: try entries(reports))
    }

    private func entries(_ list: Node) throws(PagesError) -> [DashboardLayout.Entry] {
        var entries: [DashboardLayout.Entry] = []
        for node in try items(of: list, "reports") { entries.append(try entry(node)) }
        return entries
    }

    private func entry(_ node: Node) throws(PagesError) -> DashboardLayout.Entry {
        if node.scalar != nil { return placed(DashboardLayout.Entry(try text(node, "a report")), node) }
        let map = try mapping(node, known: ["report", "parameters", "rows", "picture"], of: "a report")
        guard let report = map["report"] else { throw problem("a report lacks its name, as in 'report: NAME'", at: node.mark) }
        var entry = DashboardLayout.Entry(try text(report, "report"))
        if let rows = map["rows"] { entry.rows = try count(rows) }
        if let picture = map["picture"] { entry.hasPicture = try truth(picture) }
        guard let parameters = map["parameters"] else { return placed(entry, report) }
        for (name, value) in try mapping(parameters, known: nil, of: "parameters") { entry.parameters[name] = try text(value, name) }
        return placed(entry, report)
    }

    private func placed(_ entry: DashboardLayout.Entry, _ node: Node) -> DashboardLayout.Entry {
        var entry = entry
        entry.place = node.mark.map { "\(name):\($0.line)" } ?? name
        return entry
    }

    private func count(_ node: Node) throws(PagesError) -> Int {
        let most = DashboardLayout.Entry.mostRows
        guard let rows = Int(try text(node, "rows")), 0...most ~= rows else {
            throw problem("'rows' is not a number from 0 to \(most)", at: node.mark)
        }
        return rows
    }

    private func truth(_ node: Node) throws(PagesError) -> Bool {
        switch try text(node, "picture").lowercased() {
        case "yes", "true", "on": return true
        case "no", "false", "off": return false
        default: throw problem("'picture' is not yes or no", at: node.mark)
        }
    }

    /// - Parameter known: the keys that it may have; nil for any.
    private func mapping(_ node: Node, known: [String]?, of what: String) throws(PagesError) -> [String: Node] {
        guard let mapping = node.mapping else { throw problem("\(what) is not a map of keys and values", at: node.mark) }
        var found: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            if let known, !known.contains(name) {
                let meant =
                    Suggestion.nearest(to: name, in: known).map { "did you mean '\($0)'?" } ?? "expected \(known.joined(separator: ", "))"
                throw problem("unknown key '\(name)' in \(what): \(meant)", at: key.mark)
            }
            found[name] = value
        }
        return found
    }

    private func items(of node: Node, _ key: String) throws(PagesError) -> [Node] {
        guard let sequence = node.sequence else { throw problem("'\(key)' is not a list", at: node.mark) }
        return Array(sequence)
    }

    private func text(_ node: Node, _ key: String) throws(PagesError) -> String {
        guard let text = node.scalar?.string, !text.isEmpty, node.null == nil else {
            throw problem("'\(key)' is not a text", at: node.mark)
        }
        return text
    }

    private func problem(_ text: String, at mark: Mark?) -> PagesError { problem(text, line: mark?.line) }

    private func problem(_ problem: String, line: Int?) -> PagesError {
        .layout(
            file: name, line: line, problem: problem,
            hint: "it has 'title' and 'sections', each with a 'question' and 'reports'; the documentation of pictures has an example")
    }
}

extension DashboardLayout {
    /// Reads a layout from YAML.
    ///
    /// - Parameter file: the file's name, for messages.
    public init(yaml: String, file: String) throws(PagesError) { self = try LayoutFile(name: file).layout(yaml) }

    /// The program's own dashboard, for a partner's Monday morning.
    public static func monday() throws(PagesError) -> DashboardLayout {
        try DashboardLayout(yaml: mondayYAML, file: "monday.txt (built in)")
    }

    /// The text of the program's own dashboard.
    public static var mondayYAML: String { embeddedSQL.first { $0.name == "monday" }?.sql ?? "" }
}
