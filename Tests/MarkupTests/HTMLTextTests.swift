import Markup
import Testing

@Suite("Texts and numbers of a page") struct HTMLTextTests {
    @Test(
        "a text stays a text",
        arguments: [
            ("a & b", "a &amp; b"), ("<script>\"'", "&lt;script&gt;&quot;&#39;"), ("a\nb\r\tc\0", "a\\nb\\r\\tc\\u{0}"),
            ("\u{202E}abc\u{2066}", "\\u{202E}abc\\u{2066}"), ("a\u{2028}b\u{85}", "a\\u{2028}b\\u{85}"), ("שלום", "שלום"),
            ("👩‍👩‍👧", "👩‍👩‍👧"), ("<\u{301}", "&lt;\u{301}"),
        ])
    func escaped(text: String, html: String) {
        #expect(Array(HTMLText.escaped(text).utf8) == Array(html.utf8))
    }

    @Test("a name is kept apart from its surroundings, and no name makes no element")
    func isolated() {
        #expect(HTMLText.isolated("a<") == "<bdi>a&lt;</bdi>")
        #expect(HTMLText.isolated("") == "" && HTMLText.isolated(nil) == "")
    }

    @Test(
        "no text ends a string of CSS, or the style element",
        arguments: [
            ("Ab 1", "\"Ab 1\""), ("\"\\", "\"\\22 \\5c \""), ("</style>", "\"\\3c \\2f style\\3e \""),
            ("a\nb", "\"a\\5c \\6e b\""), ("é", "\"\\2068 é\\2069 \""),
        ])
    func css(text: String, string: String) {
        #expect(HTMLText.cssString(text) == string)
    }

    @Test(
        "digits are in groups of three, and the text is the plain number",
        arguments: [
            (0, "0"), (999, "999"), (-999, "-999"), (1_000, "1<wbr><span>000</span>"), (-123_456, "-123<wbr><span>456</span>"),
            (1_234_567, "1<wbr><span>234</span><wbr><span>567</span>"),
        ] as [(Int64, String)])
    func grouped(number: Int64, html: String) {
        #expect(DigitGroups.html(number) == html)
    }

    @Test("the least and the greatest number are whole", arguments: [Int64.min, .max])
    func extremes(number: Int64) {
        let html = DigitGroups.html(number)
        #expect(html.replacing("<wbr>", with: "").replacing("<span>", with: "").replacing("</span>", with: "") == String(number))
        #expect(html.hasPrefix(number < 0 ? "-9<wbr><span>223</span>" : "9<wbr><span>223</span>"))
    }

    @Test(
        "of a decimal number only the digits before the point are grouped",
        arguments: [
            ("12.30", "12.30"), ("-1234.567", "-1<wbr><span>234</span>.567"), ("123456", "123<wbr><span>456</span>"),
            ("0.123456", "0.123456"), ("", ""), ("-", "<bdi>-</bdi>"), ("1.", "<bdi>1.</bdi>"), ("1,2<", "<bdi>1,2&lt;</bdi>"),
            ("1.2.3", "<bdi>1.2.3</bdi>"), ("\u{661}", "<bdi>\u{661}</bdi>"),
        ])
    func decimals(text: String, html: String) {
        #expect(DigitGroups.html(decimal: text) == html)
    }
}
