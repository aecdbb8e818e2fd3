import Foundation
import Testing
import Values

@testable import Reports

@Suite("What a user's own report says of itself")
struct SafeTextTests {
    @Test(
        "cannot reach the terminal with escapes, C1 controls or turned directions",
        arguments: ["\u{1B}[31m", "\u{9B}31m", "\u{202E}", "\u{7}", "\u{2028}", "\u{8}"])
    func header(evil: String) throws {
        let sql = """
            -- title: T\(evil)t
            -- asks:  A\(evil)
            --        more\(evil)?
            -- why:   W\(evil)
            -- chart: none, \(evil)c
            -- param: a text = d\(evil)    P\(evil)
            SELECT :a AS "c\(evil)"
            """
        guard let report = try? Report(name: "r", file: "r.sql", sql: sql) else { return #expect(evil == "\u{2028}") }
        let parameter = report.parameters[0]
        guard case .undrawn(let reason) = report.chart else { return #expect(report.chart != nil) }
        let texts = [report.title, report.asks, report.why, reason, parameter.description, parameter.defaultDescription].compactMap(
            \.self)
        #expect(texts.allSatisfy { VisibleText.escaped($0) == $0 } && report.title.hasPrefix("T"), "\(texts)")
        for format in [OutputFormat.table, .line, .markdown] {
            let text = try Fixture.text(format, columns: ["c\(evil)"], rows: [[.text("v\(evil)")]])
            #expect(!text.unicodeScalars.contains { $0.value != 0x0A && VisibleText.spelling(of: $0) != nil }, "\(format)")
        }
    }

    @Test(
        "cannot take all memory: a value that is too large ends it (64), and the limit can be set",
        arguments: ["zeroblob(2000)", "hex(zeroblob(1000))", "replace(hex(zeroblob(500)), '0', 'xxxx')"])
    func valueLimit(expression: String) throws {
        let path = try Fixture.mirror()
        let small = SafeReader(path: path, limits: QueryLimits(valueSize: 1000))
        let error = #expect(throws: ReportsError.self) { try small.run(sql: "SELECT length(\(expression))", into: Collected()) }
        #expect(error?.exitCode == 64 && error?.description == "the query was stopped: a value, or a row, is larger than 1 KB")
        #expect(error?.hint?.contains("--value-limit") == true)
        try SafeReader(path: path).run(sql: "SELECT length(\(expression))", into: Collected())
        let huge = #expect(throws: ReportsError.self) { try Fixture.rows(of: "SELECT zeroblob(1000000000)", in: path) }
        #expect(huge?.description.hasSuffix("larger than 64 MB") == true)
    }
}
