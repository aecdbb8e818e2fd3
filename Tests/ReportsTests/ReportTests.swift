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
        #expect(report.chart == .drawn(ChartDescription(kind: .line, x: ["a"], y: .column("b"))))
        let windows = try Report(name: "r", file: "r.sql", sql: Self.text.replacing("\n", with: "\r\n"))
        #expect(windows.parameters == report.parameters)
        #expect(try Report(text: Self.text, file: "/a/my-report.sql")?.name == "my-report")
        #expect(try Report(text: "SELECT 1", file: "x.sql") == nil)
    }

    @Test(
        "says what the chart takes",
        arguments: [
            (
                "line x=month y=n series=customer,id",
                ReportChart.drawn(.init(kind: .line, x: ["month"], y: .column("n"), series: ["customer", "id"]))
            ),
            ("stacked series=s  y=*\n--        x=a", .drawn(.init(kind: .stacked, x: ["a"], y: .rows, series: ["s"]))),
            ("none, each line is a text", .undrawn(reason: "each line is a text")), ("none: a tree", .undrawn(reason: "a tree")),
            ("none  a tree", .undrawn(reason: "a tree")),
        ])
    func charts(text: String, chart: ReportChart) throws {
        let report = try Report(name: "r", file: "r.sql", sql: "-- title: t\n-- asks: a?\n-- chart: \(text)\nSELECT 1")
        #expect(report.chart == chart)
    }

    @Test("finds the chart's columns, and says which one is missing") func chartColumns() throws {
        let report = try Report(name: "r", file: "r.sql", sql: "-- title: t\n-- asks: a?\n-- chart: bar x=a,B y=n\nSELECT 1")
        guard case .drawn(let description) = report.chart else { return #expect(report.chart != nil) }
        let cells: [StoredValue] = [.integer(1), .text("a"), .text("b")]
        let columns = try report.chartColumns(description, in: ["n", "A", "b"])
        #expect(columns.x(of: cells) == [.text("a"), .text("b")] && columns.y(of: cells) == .integer(1) && columns.series(of: cells) == [])
        let near = #expect(throws: ReportsError.self) { try report.chartColumns(description, in: ["n", "a", "bb"]) }
        #expect(near?.description == "r.sql:3: the chart takes the column 'B', which the result does not have" && near?.exitCode == 64)
        #expect(near?.hint == "did you mean 'a'?" || near?.hint == "did you mean 'bb'?")
        let far = #expect(throws: ReportsError.self) { try report.chartColumns(description, in: ["month\u{1B}[2J", "count"]) }
        #expect(far?.hint == "its columns are month\\u{1B}[2J, count")
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
            ("-- title: t\n-- asks: a?\n-- chart: lien x=a y=b", "r.sql:3: unknown chart 'lien': did you mean 'line'?"),
            (
                "-- title: t\n-- asks: a?\n-- chart: histogram x=a y=b",
                "r.sql:3: unknown chart 'histogram': expected one of line, bar, area"
            ),
            ("-- title: t\n-- asks: a?\n-- chart: bar y=b", "r.sql:3: 'chart' lacks x=COLUMN"),
            ("-- title: t\n-- asks: a?\n-- chart: bar x=a", "r.sql:3: 'chart' lacks y=COLUMN, or y=*"),
            ("-- title: t\n-- asks: a?\n-- chart: bar x=a y=b,c", "r.sql:3: 'chart' has several columns for y"),
            ("-- title: t\n-- asks: a?\n-- chart: bar x=a, y=b", "r.sql:3: 'chart' has 'x=a,', which names no column"),
            ("-- title: t\n-- asks: a?\n-- chart: bar x=a y=b x=c", "r.sql:3: 'chart' has x= twice"),
            ("-- title: t\n-- asks: a?\n-- chart: bar x=a y=b z=c", "r.sql:3: 'chart' has 'z=c', which is none of"),
            ("-- title: t\n-- asks: a?\n-- chart: bar a b", "r.sql:3: 'chart' has 'a', which is none of"),
            ("-- title: t\n-- asks: a?\n-- chart: none", "r.sql:3: 'chart: none' lacks its reason"),
            ("-- title: t\n-- asks: a?\n-- chart: pie x=a y=b", "r.sql:3: unknown chart 'pie': expected one of line, bar"),
            ("-- title: t\n-- asks: a?\n-- chart bar x=a y=b", "r.sql:3: 'chart' lacks its colon"),
            ("-- title: t\n-- asks: a?\n-- chart: bar x = a", "r.sql:3: 'chart' has 'x', which is none of x=COLUMN"),
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
        let alone = #expect(throws: ReportsError.self) { try ReportCatalog.builtIn(named: "sync-heath") }
        #expect(alone?.description == error?.description && alone?.hint == error?.hint)
    }

    @Test("reads a report of the program alone as it reads it among all") func alone() throws {
        let report = try ReportCatalog.builtIn(named: "sync-health")
        let among = try ReportCatalog.load().report(named: "sync-health")
        #expect(report.isBuiltIn && report.sql == among.sql && report.title == among.title && report.file == among.file)
        #expect(Suggestion.distance("kitten", "sitting") == 3)
    }
}
