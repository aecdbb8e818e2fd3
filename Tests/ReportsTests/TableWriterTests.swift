import Testing

@testable import Reports

@Suite("A table")
struct TableWriterTests {
    private func lines(_ columns: [String], _ rows: [[Cell]], width: Int? = 80) throws -> [String] {
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

    @Test("cuts long texts to the width, and never a number") func fits() throws {
        let long = String(repeating: "x", count: 200)
        let table = try lines(["id", "text"], [[9_223_372_036_854_775_807, .text(long)]], width: 40)
        #expect(table.allSatisfy { VisibleText.width($0) <= 40 })
        #expect(table.last == "9223372036854775807  " + String(repeating: "x", count: 18) + "…")
        #expect(try lines(["text"], [[.text(long)]], width: nil).last == long)
    }

    @Test("goes on with a name in a second line before it cuts a text, and cuts dates last") func wraps() throws {
        let rows: [[Cell]] = [[1_234_567, "2024-03-01", "a longer text", 1]]
        #expect(
            try lines(["managed_user_id", "day", "summary", "n"], rows, width: 38) == [
                "managed_", " user_id  day         summary        n", "────────  ──────────  ─────────────  ─",
                " 1234567  2024-03-01  a longer text  1",
            ])
        #expect(try lines(["day", "summary"], [["2024-03-01", "a longer text"]], width: 20).last == "2024-03-01  a longe…")
    }

    @Test("takes its widths from the first thousand rows, then writes on") func sample() throws {
        var rows = [[Cell]](repeating: ["abcd"], count: 1500)
        rows[1200] = ["abcdefgh"]
        let table = try lines(["c"], rows)
        #expect(table.count == 1502 && table[1202] == "abc…")
    }
}
