import Testing
import Values

@testable import Reports

@Suite("With --csv-guard")
struct FormulaGuardTests {
    /// What OWASP lists as the beginning of a formula, and what a spreadsheet reads as one of them.
    static let beginnings = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{2212}", "\u{FE66}", "\u{FE62}",
        "\u{FE63}", "\u{FE6B}",
    ]

    /// What may stand before it, and is not seen.
    static let unseen = [
        "", " ", "   ", "\u{A0}", "\u{B}", "\u{C}", "\0", "\u{1F}", "\u{7F}", "\u{85}", "\u{AD}", "\u{1680}", "\u{2003}", "\u{200B}",
        "\u{200D}",
        "\u{200F}", "\u{2028}", "\u{202E}", "\u{2060}", "\u{2800}", "\u{3000}", "\u{3164}", "\u{FE0F}", "\u{FEFF}", "\u{E0020}",
        " \u{A0}\t ",
        "\"", "\" ",
    ]

    @Test("whatever may be a formula has ' before it, and is else as it was", arguments: beginnings) func guarded(beginning: String) {
        for unseen in Self.unseen {
            let text = unseen + beginning + "cmd|'/C calc'!A0"
            guard case .text(let guarded) = FormulaGuard.guarded(.text(text)) else {
                Issue.record("no text")
                continue
            }
            // A tab or an end of line is a beginning only where nothing stands before it.
            let isBlank = !unseen.isEmpty && ["\t", "\r", "\n", "\r\n"].contains(beginning)
            let expected = isBlank ? text : "'" + text
            #expect(Array(guarded.utf8) == Array(expected.utf8), "\(text.unicodeScalars.map(\.value))")
        }
    }

    @Test(
        "other texts, and texts that are plain numbers, are left as they are",
        arguments: [
            "", " ", "\u{FEFF}", "a=1", "Acme", "5-3", "'=1", "-1", "+49", "-1.5", " -1.5", "\u{A0}+7", "é", "e\u{301}=", "#REF", "(=1)",
            "\"x\"", "漢字",
            "1\u{200B}=2",
        ])
    func left(text: String) {
        #expect(FormulaGuard.guarded(.text(text)) == .text(text))
    }

    @Test("what is nearly a number is none", arguments: ["-", "+", "-.5", "-1.", "-1.5.", "-1e3", "--1", "-1 ", "+1+1", "\u{2212}1", "-١"])
    func nearly(text: String) { #expect(FormulaGuard.guarded(.text(text)) == .text("'" + text)) }

    @Test("numbers stay numbers, and bytes whose base64 begins as a formula do not") func otherTypes() {
        for cell: StoredValue in [.null, .integer(-5), .real(-0.5), .real(-.infinity), .blob([0, 255])] {
            #expect(FormulaGuard.guarded(cell) == cell)
        }
        #expect(FormulaGuard.guarded(.blob([0xFB, 0xEF, 0xBE])) == .text("'++++"))
    }

    @Test("column names are guarded too, and in TSV as in CSV") func names() throws {
        #expect(try Fixture.text(.csv, columns: [" =a"], rows: [["\n=b"]], guarded: true) == "' =a\r\n\"'\n=b\"\r\n")
        #expect(try Fixture.text(.tsv, columns: ["\"=a"], rows: [["\u{FF1D}b"]], guarded: true) == "'\"=a\n'\u{FF1D}b\n")
    }
}
