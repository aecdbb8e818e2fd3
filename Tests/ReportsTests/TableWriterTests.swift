import Testing
import Values

@testable import Reports

@Suite("A table")
struct TableWriterTests {
    private func lines(_ columns: [String], _ rows: [[StoredValue]], width: Int? = 80) throws -> [String] {
        try Fixture.text(.table, columns: columns, rows: rows, width: width).split(separator: "\n").map(String.init)
    }

    @Test("sets numbers to the right and leaves NULL blank") func aligns() throws {
        let table = try lines(["name", "n"], [["a", 5], ["bcdef", 1234], ["", nil]])
        #expect(table == ["name      n", "─────  ────", "a         5", "bcdef  1234", "\"\""])
    }

    @Test("counts wide characters and emoji as two columns") func widths() throws {
        let table = try lines(["k", "v"], [["日本", "x"], ["👩‍👩‍👧", "y"], ["e\u{301}", "z"]])
        #expect(table.suffix(3) == ["日本  x", "👩‍👩‍👧    y", "e\u{301}     z"])
    }

    @Test("shows what would move the cursor") func controls() throws {
        let table = try lines(["v"], [["a\nb\t\u{1B}[2J\u{9B}\u{202E}\r"]])
        #expect(table.last == #"a\nb\t\u{1B}[2J\u{9B}\u{202E}\r"#)
    }

    @Test("sets long prose in more lines, and never cuts or divides a number") func fits() throws {
        let long = String(repeating: "word ", count: 10) + String(repeating: "x", count: 30)
        let table = try lines(["id", "text"], [[9_223_372_036_854_775_807, .text(long)]], width: 40)
        #expect(table.allSatisfy { VisibleText.width($0) <= 40 }, "\(table)")
        #expect(
            table[2] == "9223372036854775807  word word word word"
                && table.last == String(repeating: " ", count: 21) + String(repeating: "x", count: 11))
        #expect(try lines(["text"], [[.text(long)]], width: nil).last == long)
        let endless = try lines(["text"], [[.text(String(repeating: "x", count: 100_000))]], width: 40)
        #expect(endless.count == 10 && endless.last?.hasSuffix("…") == true)
    }

    @Test("goes on with a name in a second line before it divides prose") func wraps() throws {
        let rows: [[StoredValue]] = [[1_234_567, "2024-03-01", "a longer text", 1]]
        #expect(
            try lines(["managed_user_id", "day", "summary", "n"], rows, width: 38) == [
                "managed_", " user_id  day         summary        n", "────────  ──────────  ─────────────  ─",
                " 1234567  2024-03-01  a longer text  1",
            ])
        #expect(
            try lines(["day", "summary"], [["2024-03-01", "a longer text"]], width: 20).suffix(2) == [
                "2024-03-01  a longer", "            text",
            ])
    }

    @Test(
        "leaves a column out, and says so, before it cuts what identifies: keys, names and numbers are whole or not there",
        arguments: [20, 30, 40, 60, 80, 200])
    func leavesOut(width: Int) throws {
        let names = [
            "Sync Salesforce orders to NetSuite for the north of Germany", "Sync Salesforce orders to NetSuite for the north of Italy",
        ]
        let columns = ["managed_user_id", "recipe", "code_sha256", "tasks", "share", "month", "reason"]
        let rows = names.map { name -> [StoredValue] in
            [
                3_481_881_015, .text(name), .text(String(repeating: "ab", count: 32)), 123_456, 0.123456789, "2024-05",
                "lost: could not reach the host",
            ]
        }
        let sink = Sink()
        var omitted: [String] = []
        var writer = OutputFormat.table.writer(to: sink.output, width: width) { omitted = $0 }
        try writer.begin(columns: columns)
        for row in rows { try writer.row(row) }
        try writer.end()
        #expect(sink.text.split(separator: "\n").allSatisfy { VisibleText.width(String($0)) <= width }, "\(sink.text)")
        let words = Set(sink.text.split(whereSeparator: \.isWhitespace).map(String.init))
        for (column, row) in zip(columns, rows[0]) where column != "recipe" && column != "reason" {
            #expect(words.contains(row.plainText ?? "") == !omitted.contains(column), "\(column): \(sink.text)")
        }
        #expect(omitted.contains("recipe") ? width < 80 : names.allSatisfy { sink.text.contains($0) }, "\(sink.text)")
        #expect((width == 200) == omitted.isEmpty && !omitted.contains("managed_user_id"))
    }

    @Test("takes its widths from the first thousand rows, then writes on, and cuts none") func sample() throws {
        var rows = [[StoredValue]](repeating: ["abcd"], count: 1500)
        rows[1200] = ["abcdefgh"]
        let table = try lines(["c"], rows)
        #expect(table.count == 1502 && table[1202] == "abcdefgh")
    }

    @Test("keeps little in memory: large values end the sample") func largeValues() throws {
        let sink = Sink()
        var writer = OutputFormat.table.writer(to: sink.output, width: 80)
        try writer.begin(columns: ["text"])
        for _ in 0..<3 { try writer.row([.text(String(repeating: "x", count: 3 << 20))]) }
        try writer.row([.text("last")])
        try sink.output.flush()
        #expect(sink.text.contains("xxx"))
    }

    @Test("keeps what identifies, wherever it stands and however wide it is, and leaves counts out") func identifying() throws {
        let wide = String(repeating: "x", count: 30)
        let text = try Fixture.text(
            .table, columns: ["first_count", "second_count", "third", "connector"], rows: [[123_456, 7, .text(wide), .text("salesforce")]],
            width: 40)
        #expect(text.contains("salesforce") && text.contains("123456") && !text.contains("third"), "\(text)")
        let name = String(repeating: "n", count: 90)
        let long = try Fixture.text(.table, columns: ["running", "name", "stopped"], rows: [[1, .text(name), 2]], width: 40)
        #expect(long.contains(name), "\(long)")
    }

    @Test("has a vertical form: names to the right, a value a line, a blank line between rows") func lineFormat() throws {
        let text = try Fixture.text(
            .line, columns: ["id", "long_name", "e\u{1B}[31m"], rows: [[1, "a\nb\u{1B}[2J", nil], [2, "", .blob([0, 255])]])
        #expect(
            text == """
                         id = 1
                  long_name = a\\nb\\u{1B}[2J
                e\\u{1B}[31m =

                         id = 2
                  long_name = ""
                e\\u{1B}[31m = AP8=

                """)
        #expect(try Fixture.text(.line, columns: ["id"], rows: []).isEmpty)
    }
}
