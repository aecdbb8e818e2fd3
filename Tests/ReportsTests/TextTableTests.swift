import Testing

@testable import Reports

@Suite("A table of known rows")
struct TextTableTests {
    private func lines(_ columns: [TextTable.Column], foldingAt limit: Int? = nil, _ rows: [[String]]) -> [String] {
        var table = TextTable(columns, foldingAt: limit)
        for row in rows { table.add(row) }
        return table.lines
    }

    @Test("has columns of the given widths, and no blanks at the end of a line") func widths() {
        let table = lines([.left(6), .right(4), .left(3), .left(3)], [["name", "n", " x", ""], ["a", "12", "", ""]])
        #expect(table == ["name     n x", "a       12"])
    }

    @Test("widens a column for all rows where a cell would touch the next one") func widens() {
        let table = lines([.left(6), .right(4)], [["name", "n"], ["longer-name", "1"], ["b", "12,345"]])
        #expect(table == ["name               n", "longer-name        1", "b             12,345"])
    }

    @Test("counts wide characters as two columns") func wide() {
        #expect(lines([.left(6), .right(4)], [["日本", "1"], ["ab", "1"]]) == ["日本     1", "ab       1"])
    }

    @Test("folds a row whose cell comes too late for its column; the last cell may follow while the line is short enough")
    func folds() {
        let columns: [TextTable.Column] = [.left(6), .left(8), .left(0)]
        let table = lines(
            columns, foldingAt: 24,
            [
                ["key", "value", "source"], ["long-key", "value", "source"], ["key", "long-value", "source"],
                ["key", "much-longer-value", "source"], ["key", "value", "a-source-that-is-long"],
                ["key", "value", String(repeating: "s", count: 30)],
            ])
        #expect(
            table == [
                "key   value   source", "long-key", "      value   source", "key   long-value  source", "key   much-longer-value",
                "              source", "key   value", "   a-source-that-is-long", "key   value", String(repeating: "s", count: 30),
            ])
    }
}
