/// Numbers as HTML, their digits in groups of three.
///
/// A comma or a point between the groups is the decimal mark of half of the world: `1,234` copied into a German spreadsheet is a bit more
/// than one. A thin space makes the copy a text. So nothing is between the groups but a gap that the style sheet draws: the text is the
/// plain number, in every locale, for whoever copies it, searches for it, or reads the page without its style. A copy
/// from a PDF may have a blank for the gap, which nothing reads as another number. A number that is wider than its column is broken
/// between groups.
public enum DigitGroups {
    public static func html(_ number: Int64) -> String { grouped(String(number)) }

    /// A decimal number such as `-1234.50`: only the digits before the point are grouped. Any other text stays as it is, escaped.
    public static func html(decimal text: String) -> String {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let whole = parts[0].first == UInt8(ascii: "-") ? parts[0].dropFirst() : parts[0]
        guard areDigits(whole), parts.count == 1 || areDigits(parts[1]) else { return HTMLText.isolated(text) }
        let fraction = parts.count == 1 ? "" : "." + String(Substring(parts[1]))
        return grouped(String(Substring(parts[0]))) + fraction
    }

    private static func areDigits(_ text: Substring.UTF8View) -> Bool {
        !text.isEmpty && text.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// `-1<wbr><span>234</span><wbr><span>567</span>` for `-1234567`.
    private static func grouped(_ number: String) -> String {
        let sign = number.hasPrefix("-") ? "-" : ""
        var rest = number.dropFirst(sign.count)
        var groups = ""
        while rest.count > 3 {
            groups = "<wbr><span>" + rest.suffix(3) + "</span>" + groups
            rest = rest.dropLast(3)
        }
        return sign + rest + groups
    }
}
