import Testing
import Values

@testable import Pages

@Suite("A table of a page")
struct TableTests {
    @Test("sets numbers to the right, groups digits of what is counted, and keeps texts what they are")
    func cells() {
        var table = HTMLTable(columns: ["recipe_id", "task_count", "<b>"])
        let rows = [
            table.row([.integer(1_234_567), .integer(1_234_567), .text("<script>alert(1)</script>")]),
            table.row([.null, .real(0.5), .text("a\u{202E}b")]),
        ]
        #expect(
            rows == [
                "<tr><td align=\"right\">1234567</td><td align=\"right\">1<wbr><span>234</span><wbr><span>567</span></td>"
                    + "<td><bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi></td></tr>\n",
                "<tr><td></td><td align=\"right\">0.5</td><td><bdi>a\\u{202E}b</bdi></td></tr>\n",
            ])
        #expect(
            table.opening.contains(
                "<th scope=\"col\" align=\"right\"><bdi>recipe id</bdi></th><th scope=\"col\" align=\"right\"><bdi>task count</bdi></th>"
                    + "<th scope=\"col\" align=\"left\"><bdi>&lt;b&gt;</bdi></th>"))
    }

    @Test("cuts a text only where a limit is given, and between characters")
    func cuts() {
        let family = "👩‍👩‍👧"
        var table = HTMLTable(columns: ["a"], longest: 2)
        #expect(table.row([.text(family + family)]) == "<tr><td><bdi>\(family)\(family)</bdi></td></tr>\n")
        #expect(table.row([.text(family + family + "a")]) == "<tr><td><bdi>\(family)\(family)…</bdi></td></tr>\n")
    }
}
