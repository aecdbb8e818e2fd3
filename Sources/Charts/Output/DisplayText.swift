import Markup
import Values

/// Texts of others on their way into a picture.
enum DisplayText {
    /// More than this is in no title: it bounds the size of the file.
    private static let limit = 220

    /// The text as people see it: invisible characters are spelled out. Widths are estimated of this.
    static func visible(_ text: String) -> String {
        let spelled = VisibleText.escaped(text)
        // XML has no place for these two, not even escaped.
        guard spelled.unicodeScalars.contains(where: isOutsideXML) else { return spelled }
        return spelled.unicodeScalars.reduce(into: "") { text, scalar in
            if isOutsideXML(scalar) {
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }

    private static func isOutsideXML(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0xFFFE || scalar.value == 0xFFFF }

    /// A visible text as XML. A text that may run from right to left is isolated, so that it does not disorder what is around it.
    static func escaped(_ text: String) -> String {
        let escaped = HTMLText.escaped(text)
        return escaped.utf8.allSatisfy { $0 < 0x80 } ? escaped : "\u{2068}\(escaped)\u{2069}"
    }

    /// A whole name as XML, for a title. A very long one is cut.
    static func title(_ text: String) -> String {
        var kept = ""
        var count = 0
        for character in text {
            count += character.unicodeScalars.count
            if count > limit { return escaped(kept + "…") }
            kept.append(character)
        }
        return escaped(kept)
    }
}
