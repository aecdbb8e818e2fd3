import Testing
import Values

/// What SQLite reads by bytes is written by bytes.
@Suite struct SQLTextTests {
    @Test("a quote before a combining character is doubled like any other")
    func quotes() {
        #expect("\"API\"\u{200C}\u{301}".sqlName.hasSameBytes(as: "\"\"\"API\"\"\u{200C}\u{301}\""))
        #expect("it'\u{301}s".sqlLiteral.hasSameBytes(as: "'it''\u{301}s'"))
        #expect("plain".sqlName == "\"plain\"" && "".sqlLiteral == "''")
    }

    @Test("a NUL ends no statement")
    func nul() {
        #expect("a\0'b".sqlLiteral == "CAST(X'61002762' AS TEXT)")
    }

    @Test("a separator before a combining character separates")
    func parts() {
        #expect("a/\u{301}b//c".parts(between: "/") == ["a", "\u{301}b", "", "c"])
        #expect("a=b=c".parts(between: "=", maxSplits: 1) == ["a", "b=c"] && "".parts(between: "/") == [""])
    }
}
