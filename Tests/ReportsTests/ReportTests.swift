import Foundation
import Testing
import Values

@testable import Reports

@Suite("A report's header")
struct ReportHeaderTests {
    static let text = """
        -- title: A title
        -- asks:  What is it?
        -- A remark for the reader: not a key.
        -- why:   Because
        --        it matters.
        -- param: from month = -11 months    First month.
        -- param: id integer = none          One of them.
        -- param: name text  Required.
        -- chart: line x=a y=b
        SELECT :from, :id, :name
        """

    @Test("is read, continued lines included") func reads() throws {
        let report = try Report(name: "r", file: "r.sql", sql: Self.text)
        #expect(report.title == "A title" && report.asks == "What is it?" && report.why == "Because it matters.")
        #expect(report.parameters.map(\.fallback) == [.value("-11 months"), .none, .required])
        #expect(report.parameters.map(\.description) == ["First month.", "One of them.", "Required."])
        #expect(report.chart == "line x=a y=b")
        let windows = try Report(name: "r", file: "r.sql", sql: Self.text.replacing("\n", with: "\r\n"))
        #expect(windows.parameters == report.parameters)
        #expect(try Report(text: Self.text, file: "/a/my-report.sql")?.name == "my-report")
        #expect(try Report(text: "SELECT 1", file: "x.sql") == nil)
    }

    @Test(
        "is refused with file and line where it is wrong",
        arguments: [
            ("-- asks: a?", "r.sql:1: the header has no 'title'"), ("-- title: t", "r.sql:1: the header has no 'asks'"),
            ("-- title: t\n-- asks: no question", "r.sql:2: 'asks' is no question"),
            ("-- title: t\n-- asks: a?\n-- title: u", "r.sql:3: a second 'title'"),
            ("-- title: t\n-- parm: a text  A.", "r.sql:2: unknown header 'parm': did you mean 'param'?"),
            ("-- title: t\n-- asks: a?\n-- param: a numeral  A.", "r.sql:3: unknown type 'numeral'"),
            ("-- title: t\n-- asks: a?\n-- param: a month = soon  A.", "r.sql:3: the default of 'a' is not a month"),
            ("-- title: t\n-- asks: a?\n-- param: a month", "r.sql:3: 'param' is not of the form"),
            ("-- title: t\n-- asks: a?\n-- param: a text  A.\n-- param: a text  A.", "r.sql:4: a second parameter 'a'"),
        ])
    func refuses(sql: String, message: String) {
        let error = #expect(throws: ReportsError.self) { try Report(name: "r", file: "r.sql", sql: sql) }
        #expect(error?.description.hasPrefix(message) == true && error?.exitCode == 64)
    }

    @Test("and the SQL have to name the same parameters") func sameParameters() throws {
        let path = try Fixture.mirror()
        for (parameter, sql) in [("a", "SELECT :b"), ("a", "SELECT 1")] {
            let text = "-- title: t\n-- asks: a?\n-- param: \(parameter) text = none  A.\n\(sql)"
            let report = try Report(name: "r", file: "r.sql", sql: text)
            #expect(throws: ReportsError.self) {
                try SafeReader(path: path).run(report, given: [:], now: Fixture.now, into: Collected())
            }
        }
    }
}

@Suite("A parameter")
struct ParameterTests {
    @Test(
        "is read by its type, relative to a time that is passed in",
        arguments: [
            (ParameterType.month, "2024-02", StoredValue.text("2024-02")), (.month, "this month", "2024-03"),
            (.month, "last month", "2024-02"),
            (.month, "-11 months", "2023-04"), (.month, "+1 month", "2024-04"), (.date, "2024-02-29", "2024-02-29"),
            (.date, "today", "2024-03-15"), (.date, "yesterday", "2024-03-14"), (.date, "-30 days", "2024-02-14"),
            (.date, "-1 month", "2024-02-15"), (.date, "friday", "2024-03-15"), (.date, "Saturday", "2024-03-09"),
            (.date, "monday", "2024-03-11"),
            (.number, "12", 12), (.number, "0.5", 0.5), (.number, "-1e3", -1000.0), (.number, "007", 7), (.integer, "-5", -5),
            (.text, "", ""), (.boolean, "Yes", 1), (.boolean, "0", 0),
            (.zone, "UTC", "[[-62135596800,253402300800,0]]"), (.zone, "+05:30", "[[-62135596800,253402300800,19800]]"),
            (.zone, "-08:00", "[[-62135596800,253402300800,-28800]]"),
        ])
    func reads(type: ParameterType, text: String, cell: StoredValue) {
        #expect(type.read(text, now: Fixture.now) == cell)
    }

    @Test(
        "is refused if it is none of its type",
        arguments: [
            (ParameterType.month, "2024-13"), (.month, "2024-1"), (.month, "today"), (.month, "2024-02-01"), (.date, "2023-02-29"),
            (.date, "2024-02"), (.integer, "1.0"), (.integer, ""), (.integer, "9223372036854775808"), (.boolean, "maybe"),
            (.date, "mondays"), (.number, "1,5"), (.number, "nan"), (.number, ""), (.number, "18446744073709551616"),
            (.zone, "Europe/Berln"), (.zone, "+15:00"), (.zone, "+2"), (.zone, ""),
        ])
    func refuses(type: ParameterType, text: String) {
        #expect(type.read(text, now: Fixture.now) == nil)
    }

    @Test("may have certain values only") func choices() throws {
        let header = "-- title: t\n-- asks: a?\n-- param: gaps text(spread|show) = spread  What to do."
        let report = try Report(name: "r", file: "r.sql", sql: header)
        #expect(try report.arguments(given: ["gaps": "show"], now: Fixture.now) == ["gaps": "show"])
        let wrong = #expect(throws: ReportsError.self) { try report.arguments(given: ["gaps": "shown"], now: Fixture.now) }
        #expect(wrong?.description.contains("spread or show") == true && report.parameters[0].typeDescription == "spread|show")
        #expect(throws: ReportsError.self) { try Report(name: "r", file: "r.sql", sql: header.replacing("= spread", with: "= even")) }
    }

    @Test("that is missing, wrong or unknown is an error that says what is expected") func errors() throws {
        let report = try Report(name: "r", file: "r.sql", sql: ReportHeaderTests.text)
        let missing = #expect(throws: ReportsError.self) { try report.arguments(given: [:], now: Fixture.now) }
        #expect(missing?.description == "parameter 'name' is missing: expected a text")
        let wrong = #expect(throws: ReportsError.self) { try report.arguments(given: ["name": "n", "from": "soon"], now: Fixture.now) }
        #expect(wrong?.description.contains("YYYY-MM") == true)
        let unknown = #expect(throws: ReportsError.self) { try report.arguments(given: ["form": "2024-01"], now: Fixture.now) }
        #expect(unknown?.hint == "did you mean 'from'?")
        let cells = try report.arguments(given: ["name": "n"], now: Fixture.now)
        #expect(cells == ["from": "2023-04", "id": nil, "name": "n"])
    }
}

@Suite("The catalog")
struct ReportCatalogTests {
    private func folder(_ names: [String]) throws -> String {
        let folder = try Fixture.folder()
        for name in names {
            try Data("-- title: own\n-- asks: a?\nSELECT 1".utf8).write(to: URL(filePath: "\(folder)/\(name).sql"))
        }
        return folder
    }

    @Test("takes reports of one's own before those built in") func overrides() throws {
        let catalog = try ReportCatalog.load(folders: [try folder(["sync-health", "mine"])])
        #expect(try catalog.report(named: "sync-health").title == "own")
        #expect(try catalog.report(named: "mine").asks == "a?")
        #expect(catalog.reports.map(\.name) == catalog.reports.map(\.name).sorted())
    }

    @Test("has no report of a name that exists twice, and refuses a folder that does not") func refuses() throws {
        let catalog = try ReportCatalog.load(folders: [try folder(["a", "b"]), try folder(["a"])])
        let twice = #expect(throws: ReportsError.self) { try catalog.report(named: "a") }
        #expect(try catalog.unusable.map(\.name) == ["a"] && catalog.report(named: "b").title == "own")
        #expect(twice?.exitCode == 64 && twice?.description.hasPrefix("report 'a' exists twice") == true)
        let missing = #expect(throws: ReportsError.self) { try ReportCatalog.load(folders: ["/nowhere"]) }
        #expect(missing?.exitCode == 74)
    }

    @Test("suggests the name that was meant") func suggests() throws {
        let error = #expect(throws: ReportsError.self) { try ReportCatalog.load().report(named: "sync-heath") }
        #expect(error?.hint == "did you mean 'sync-health'?" && error?.exitCode == 64)
        #expect(Suggestion.distance("kitten", "sitting") == 3)
    }
}
