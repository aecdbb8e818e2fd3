import Testing
import Values

@testable import Spreadsheets

/// Which columns hold dates, and what becomes of their cells.
@Suite struct DateColumnTests {
    @Test(.readsBack) func daysMonthsAndTimesAreDates() throws {
        let sheet = try written(
            ["day", "month", "at"],
            [[.text("2026-01-31"), .text("2026-02"), .text("2026-01-31T12:00:00Z")], [.null, .null, .text("2026-01-31 06:00:00.5")]])
        #expect(sheet.texts("A2", "B2", "C2") == ["46053", "46054", "46053.5"])
        #expect(sheet.cells["C3"]?.value.hasPrefix("46053.250005787") == true)
        #expect(["A2", "B2", "C2"].map { sheet.cells[$0]?.format } == ["yyyy-mm-dd", "yyyy-mm", "yyyy-mm-dd hh:mm:ss"])
        #expect(["A2", "B2", "C2"].allSatisfy { sheet.cells[$0]?.type == "n" })
        #expect(sheet.texts("A3", "B3") == [nil, nil])
    }

    @Test(.readsBack) func oneOtherTextAmongTheFirstRowsMakesAllOfThemTexts() throws {
        let dates = (1...999).map { _ in [StoredValue.text("2026-01-31")] }
        let sheet = try written(["d"], dates + [[.text("n/a")]])
        #expect(sheet.texts("A2", "A1001") == ["2026-01-31", "n/a"])
        #expect(sheet.cells["A2"]?.type == "s")
    }

    @Test(.readsBack) func theFirstTextBehindTheSampleDecidesIfTheSampleHasNone() throws {
        let blanks = (1...1_000).map { _ in [StoredValue.null, .null] }
        let sheet = try written(["d", "t"], blanks + [[.text("2026-01-31"), .text("n/a")], [.text("2026-02-01"), .text("2026-02-01")]])
        #expect(sheet.texts("A1002", "A1003", "B1002", "B1003") == ["46053", "46054", "n/a", "2026-02-01"])
    }

    @Test(.readsBack) func aColumnOfTwoFormsIsTextAndAnEmptyOneIsNothing() throws {
        let sheet = try written(["d", "none"], [[.text("2026-01-31"), .null], [.text("2026-02"), .null]])
        #expect(sheet.texts("A2", "A3", "B2") == ["2026-01-31", "2026-02", nil])
        #expect(["A2", "A3"].map { sheet.cells[$0]?.type } == ["s", "s"])
    }

    @Test(.readsBack) func laterCellsThatAreNoDatesStayTexts() throws {
        let dates = (1...1_000).map { _ in [StoredValue.text("2026-01-31")] }
        let later = ["n/a", "2026-02-30", "1900-02-28", "1900-03-01", "2026-02", "2026-1-31", "9999-12-31", "2026-01-31T00:00Z"]
        let sheet = try written(["d"], dates + later.map { [.text($0)] } + [[.integer(5_000)]])
        #expect((1002...1009).map { sheet.cells["A\($0)"]?.type } == ["s", "s", "s", "n", "s", "s", "n", "s"])
        #expect(sheet.texts("A1001", "A1002", "A1003", "A1005", "A1008") == ["46053", "n/a", "2026-02-30", "61", "2958465"])
        #expect(sheet.cells["A1010"]?.format == "#,##0")
    }

    @Test(arguments: [
        ("2026-01-31", DateText.Form.day), ("2026-13-99", .day), ("2026-01", .month), ("2026-01-31T23:59Z", .instant),
        ("2026-01-31T23:59:59Z", .instant), ("2026-01-31T23:59:59.123Z", .instant), ("2026-01-31 23:59:59", .instant),
        ("2026-01-31 23:59Z", .instant), ("2026-01-31T25:00Z", .instant), ("2026-01-31T23:59", .instant),
    ])
    func theseSpellingsAreDates(_ text: String, _ form: DateText.Form) { #expect(DateText(text)?.form == form) }

    @Test(arguments: [
        "", "2026", "2026-1", "2026-01-", "2026-01-3", "2026-01-311", "26-01-31", "2026/01/31", " 2026-01-31", "2026-01-31 ",
        "2026-01-31T23Z", "2026-01-31T23:59:59.Z", "2026-01-31T23:59:59.1234Z", "2026-01-31T23:59:59+01:00",
        "2026-01-31t23:59:59z", "٢٠٢٦-01-31", "2026-01-31\u{301}", "-026-01-31", "2026-01-31T23:59:59ZZ",
    ])
    func theseAreNot(_ text: String) { #expect(DateText(text) == nil) }

    @Test func serialsAreExcels() {
        #expect(DateText("1900-03-01")?.serial == 61)
        #expect(DateText("1900-02-28")?.serial == nil)
        #expect(DateText("2000-02-29")?.serial == 36_585)
        #expect(DateText("1900-02-29")?.serial == nil)
        #expect(DateText("2026-00")?.serial == nil)
        #expect(DateText("2026-01-31T24:00Z")?.serial == nil)
        #expect(DateText("2026-01-31T23:59:60Z")?.serial == nil)
        #expect(DateText("1970-01-01T18:00Z")?.serial == 25_569.75)
    }
}
