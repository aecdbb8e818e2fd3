import Testing
import Values

@testable import Charts

@Suite("A picture does not mislead")
struct HonestyTests {
    @Test("about a month or a day that was not over: it is pale, and the note says so")
    func running() throws {
        let rows: [Samples.Row] = (0..<3).map { (Samples.month($0), .integer(10), "a") }
        let data = try Samples.data(.bar, hasSeries: false, rows)
        let march = try #require(CivilDate("2025-03-14"))
        let chart = Chart(data, title: "T", now: march)
        #expect(chart.note == "Mar 2025 was not over yet.")
        #expect(chart.svg(.wide, id: "c", isStandalone: false).ranges(of: "fill-opacity").count == 1)
        for day in ["2025-02-14", "2025-04-01", "2026-03-14"] {
            let other = Chart(data, title: "T", now: CivilDate(day))
            #expect(other.note == nil && !other.svg(.wide, id: "c", isStandalone: false).contains("fill-opacity"), "\(day)")
        }
        let days = try Samples.data(.line, x: "day", hasSeries: false, (0..<3).map { (Samples.day($0), .integer(1), "") })
        #expect(Chart(days, title: "T", now: CivilDate(daysSince1970: 20_002)).note == "6 Oct 2024 was not over yet.")
    }

    @Test("about rows without a figure: they have no bar, and the note counts them")
    func withoutFigure() throws {
        let rows: [Samples.Row] = [
            (.text("a"), .integer(3), ""), (.text("b"), .null, ""), (.text("c"), .null, ""), (.text("d"), .integer(0), ""),
        ]
        let chart = Chart(try Samples.data(.bar, y: "growth", x: "recipe", hasSeries: false, rows), title: "T")
        #expect(chart.note == "2 without a figure that can be drawn are left out.")
        let svg = chart.svg(.wide, id: "c", isStandalone: false)
        #expect(svg.contains(">a<") && svg.contains(">d<") && !svg.contains(">b<"))
        let none = Chart(try Samples.data(.bar, y: "growth", x: "recipe", hasSeries: false, [rows[1], rows[2]]), title: "T")
        #expect(none.svg(.narrow, id: "c", isStandalone: false).contains("No figures that can be drawn."))
    }
}
