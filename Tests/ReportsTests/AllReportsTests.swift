import Foundation
import Queries
import Testing
import Values

@testable import Reports

@Suite("Every report")
struct AllReportsTests {
    static let names = Queries.all.map(\.name)
    /// What the required parameters are given.
    static let given = ["lookup-table-contents": ["managed_user": "7", "table": "Rates"]]

    @Test("has a name of its own") func haveNames() {
        #expect(Set(Self.names).count == Self.names.count && !Self.names.isEmpty)
    }

    /// Running also checks that what is declared is used, and the other way round.
    @Test("has a complete header, and runs on an empty and on a filled mirror", arguments: names)
    func runs(name: String) throws {
        let report = try ReportCatalog.load().report(named: name)
        #expect(report.asks.hasSuffix("?") && report.why != nil)
        let empty = try Fixture.mirror(.nothing)
        #expect(try Fixture.rows(ofReport: name, given: Self.given[name] ?? [:], in: empty).isEmpty)
        let filled = try Fixture.mirror()
        #expect(try !Fixture.rows(ofReport: name, given: Self.given[name] ?? [:], in: filled).isEmpty)
    }

    @Test("has a chart that takes columns it has, or a reason why it has none", arguments: names)
    func isDrawn(name: String) throws {
        let report = try ReportCatalog.load().report(named: name)
        let collected = Collected()
        try SafeReader(path: try Fixture.mirror()).run(report, given: Self.given[name] ?? [:], now: Fixture.now, into: collected)
        switch try #require(report.chart) {
        case .undrawn(let reason): #expect(!reason.isEmpty)
        case .drawn(let description):
            let columns = try report.chartColumns(description, in: collected.columns)
            #expect(collected.rows.allSatisfy { columns.y(of: $0).map { $0 == .null || $0.isNumber } ?? true })
        }
    }

    @Test("gives the same bytes whatever the order in which the rows came", arguments: names)
    func isTotallyOrdered(name: String) throws {
        let report = try ReportCatalog.load().report(named: name)
        let texts = try [Fixture.Contents.rows, .rowsReversed].map { contents in
            let sink = Sink()
            let reader = SafeReader(path: try Fixture.mirror(contents))
            let writer = DelimitedWriter(.csv, to: sink.output, guardsFormulas: false)
            try reader.run(report, given: Self.given[name] ?? [:], now: Fixture.now, into: writer)
            return sink.text
        }
        #expect(texts[0] == texts[1])
    }

    /// The last ORDER BY is the outer one here: a report is one SELECT.
    @Test("orders by keys that no two rows share", arguments: names)
    func keysAreUnique(name: String) throws {
        let report = try ReportCatalog.load().report(named: name)
        let start = try #require(report.sql.range(of: "\nORDER BY ", options: .backwards))
        let keys = report.sql[start.upperBound...].prefix { $0 != ";" && $0 != "\n" }
            .split(separator: ",").map { $0.trimmingBlanks.replacing(/\s(DESC|NULLS LAST)/, with: "").replacing(/^.*\./, with: "") }
        let collected = Collected()
        try SafeReader(path: try Fixture.mirror())
            .run(report, given: Self.given[name] ?? [:], now: Fixture.now, into: collected)
        let aliases = ["id": Self.idColumns[name] ?? "id"]
        let indexes = keys.compactMap { collected.columns.firstIndex(of: aliases[$0] ?? $0) }
        let ordered = collected.rows.map { row in indexes.map { String(describing: row[$0]) }.joined(separator: "\u{1}") }
        #expect(Set(ordered).count == ordered.count)
    }

    private static let idColumns = [
        "connection-outages": "connection_id", "connections-broken": "connection_id", "connections-orphaned": "connection_id",
        "folder-tree": "folder_id", "idle-recipes": "recipe_id",
        "recipes-stopped": "recipe_id", "role-privileges": "role_id", "sync-health": "run",
    ]
}
