import Testing
import Values

@testable import Charts

struct DataTests {
    private func axis(_ cells: [StoredValue]) throws -> XAxis {
        try Table(Samples.data(.line, hasSeries: false, cells.map { ($0, .integer(1), "") })).axis
    }

    @Test func `The kind of x is what all its cells are`() throws {
        #expect(try axis([.text("2026-01"), .text("2026-02")]) == .months)
        #expect(try axis([.text("2026-01-31"), .null]) == .days)
        #expect(try axis([.text("2026-01-31T10:00Z"), .text("2026-01-31 10:00")]) == .times)
        #expect(try axis([.integer(1), .real(2.5)]) == .numbers)
        let months: [StoredValue] = [.text("2026-01"), .text("2026-01-31")]
        for mixed in [months, [.integer(1), .text("1")], [.null], [.blob([1])], [.real(.nan)]] {
            #expect(try axis(mixed) == .categories)
        }
    }

    @Test func `Rows with the same place and series are summed, and NULL is a gap`() throws {
        let table = Table(
            try Samples.data(
                .line,
                [
                    (.text("2026-01"), .integer(2), "A"), (.text("2026-01"), .null, "A"), (.text("2026-01"), .integer(5), "A"),
                    (.text("2026-02"), .null, "A"), (.text("2026-03"), .real(.infinity), "A"),
                ]))
        #expect(table.series[0].cells == [.amount(Amount(Int64(7))), .gap, .gap])
    }

    @Test func `A text is refused with its row, and its value stays unsaid`() {
        var data = ChartData(ChartDescription(kind: .bar, x: ["x"], y: .column("y")))
        #expect(throws: Never.self) { try data.add(x: [.text("a")], y: .null, series: []) }
        #expect(throws: ChartError.notANumber(column: "y", row: 2)) { try data.add(x: [.text("a")], y: .text("secret"), series: []) }
        #expect(ChartError.notANumber(column: "y", row: 2).description == "the chart's y, 'y', is not a number in row 2")
        #expect(throws: ChartError.wrongCount(row: 3)) { try data.add(x: [], y: .null, series: []) }
    }

    @Test func `More points than the limit are refused`() {
        var data = ChartData(ChartDescription(kind: .bar, x: ["x"], y: .rows))
        #expect(throws: ChartError.tooManyPoints(limit: 100_000)) {
            for number in 0...100_000 { try data.add(x: [.integer(Int64(number))], y: nil, series: []) }
        }
        #expect(throws: Never.self) { try data.add(x: [.integer(7)], y: nil, series: []) }
    }

    @Test func `Further columns are shown only where names coincide`() {
        let keys = [["Sync", "Acme", "1"], ["Sync", "Globex", "1"], ["Other", "Acme", "1"], ["Sync", "Acme", "2"]]
        let names = Names(keys.map { Key($0.map { .text($0) }) }).list
        #expect(names == ["Sync, Acme, 1", "Sync, Globex", "Other", "Sync, Acme, 2"])
    }

    @Test func `A column that is the same for all names is left out`() {
        let keys = [["Sync", "Acme", "1"], ["Sync", "Acme", "2"]]
        #expect(Names(keys.map { Key($0.map { .text($0) }) }).list == ["Sync, 1", "Sync, 2"])
    }

    @Test func `Rows without a time are left out, and the note says so`() throws {
        let data = try Samples.data(.line, hasSeries: false, [(.text("2026-01"), .integer(1), ""), (.null, .integer(1), "")])
        #expect(Chart(data, title: "").note == "1 row without month is not drawn.")
        let named = try Samples.data(.bar, hasSeries: false, [(.text("A"), .integer(1), ""), (.null, .integer(1), "")])
        #expect(Chart(named, title: "").svg(.wide, id: "c", isStandalone: false).contains(">(none)<"))
    }

    @Test func `Eight series are shown, and the rest is summed`() throws {
        let rows = (0..<20).map { (StoredValue.text("2026-01"), StoredValue.integer(Int64(100 - $0)), "S\($0)") }
        let stacked = Table(try Samples.data(.stacked, rows))
        #expect(stacked.series.map(\.name) == (0..<8).map { "S\($0)" } + ["12 others"])
        #expect(stacked.series.last?.cells == [.amount(Amount(Int64((81...92).reduce(0, +))))])
        #expect(stacked.notes.isEmpty)
    }

    @Test func `Others that would hide the lines are not drawn, and the note says so`() throws {
        let rows = (0..<20).map { (StoredValue.text("2026-01"), StoredValue.integer(Int64(100 - $0)), "S\($0)") }
        for (kind, y) in [(ChartDescription.Kind.line, "n"), (.bar, "n"), (.line, "error_percent")] {
            let table = Table(try Samples.data(kind, y: y, rows))
            #expect(table.series.count == 8)
            #expect(table.notes == ["12 others are not drawn: they are in the table."])
        }
        let small = Table(try Samples.data(.line, rows.map { ($0.0, $0.2 == "S0" ? .integer(9_000) : $0.1, $0.2) }))
        #expect(small.series.last?.name == "12 others")
    }
}
