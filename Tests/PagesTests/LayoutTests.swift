import Foundation
import Pages
import Reports
import Testing

@Suite("The file that chooses a dashboard's reports")
struct LayoutTests {
    @Test("has questions, and reports with parameters and rows")
    func reads() throws {
        let layout = try DashboardLayout(
            yaml: """
                title: Ours
                sections:
                  - question: What fails?
                    reports:
                      - connections-broken
                      - report: recipe-failure-rate
                        parameters: {from: -7 days, jobs: 5}
                        rows: 0
                  - reports: [sync-health]
                """, file: "dashboard.yaml")
        #expect(
            layout
                == DashboardLayout(
                    title: "Ours",
                    sections: [
                        .init(
                            question: "What fails?",
                            reports: [
                                .init("connections-broken"),
                                .init("recipe-failure-rate", parameters: ["from": "-7 days", "jobs": "5"], rows: 0),
                            ]), .init(reports: [.init("sync-health")]),
                    ]))
        let short = try DashboardLayout(yaml: "reports: [a, b]", file: "d")
        #expect(short == DashboardLayout(reports: ["a", "b"]))
    }

    @Test("of the program is in the documentation as it is")
    func documented() throws {
        let page = URL(filePath: #filePath).appending(path: "../../../Documentation/pictures.md").standardizedFileURL
        #expect(try String(contentsOf: page, encoding: .utf8).contains("```yaml\n\(DashboardLayout.mondayYAML)```"))
    }

    @Test("of the program names reports and parameters that there are")
    func monday() throws {
        let catalog = try ReportCatalog.load()
        let layout = try DashboardLayout.monday()
        #expect(layout.sections.count == 6)
        for entry in layout.sections.flatMap(\.reports) {
            let report = try catalog.report(named: entry.report)
            #expect(Set(entry.parameters.keys).isSubset(of: report.parameters.map(\.name)))
        }
    }

    @Test(
        "is refused with its line where it is wrong, and without a word of what it holds",
        arguments: [
            ("", "dashboard.yaml: it is empty"), ("a: [", "dashboard.yaml:2: did not find expected"),
            ("- a", "dashboard.yaml:1: the file is not a map"),
            ("title: t", "dashboard.yaml: it names no report"), ("reports: []", "dashboard.yaml: it names no report"),
            ("title: t\nraports: [a]", "dashboard.yaml:2: unknown key 'raports' in the file: did you mean 'reports'?"),
            ("reports: a", "dashboard.yaml:1: 'reports' is not a list"), ("reports: [[a]]", "dashboard.yaml:1: a report is not a map"),
            ("reports: [{rows: 3}]", "dashboard.yaml:1: a report lacks its name"),
            ("reports:\n- report: a\n  rows: many", "dashboard.yaml:3: 'rows' is not a number from 0 to 1000"),
            ("reports:\n- report: a\n  rows: 1001", "dashboard.yaml:3: 'rows' is not a number from 0 to 1000"),
            ("reports:\n- report: a\n  parameters: [b]", "dashboard.yaml:3: parameters is not a map"),
            ("sections:\n- question: Why?", "dashboard.yaml:2: a section lacks its 'reports'"),
            ("title: [t]\nreports: [a]", "dashboard.yaml:1: 'title' is not a text"),
            ("reports: [a]\nreports: [b]", "dashboard.yaml:"),
        ])
    func refuses(yaml: String, message: String) {
        let error = #expect(throws: PagesError.self) { try DashboardLayout(yaml: yaml, file: "dashboard.yaml") }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
        #expect(error?.exitCode == 64 && error?.hint != nil)
    }
}
