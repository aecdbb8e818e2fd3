import Values

/// Texts of others, as HTML and as CSS. Whatever they hold, they stay what they are: text, and in their place.
public enum HTMLText {
    /// The text with HTML's special characters escaped, and with invisible characters spelled out, for example `\n` or `\u{202E}`.
    public static func escaped(_ text: String) -> String {
        // Scalars, not characters: a combining character would hide the `<` before it.
        guard text.unicodeScalars.contains(where: { replacement(for: $0) != nil }) else { return text }
        return text.unicodeScalars.reduce(into: "") { html, scalar in
            if let replacement = replacement(for: scalar) {
                html += replacement
            } else {
                html.unicodeScalars.append(scalar)
            }
        }
    }

    /// The same for a text of several lines, which keep their ends.
    public static func escapedLines(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { escaped(String($0)) }.joined(separator: "\n")
    }

    /// The text, kept apart from its surroundings: its direction of writing does not change theirs. Blank for nil.
    public static func isolated(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "" }
        return "<bdi>" + escaped(text) + "</bdi>"
    }

    /// The text as a string of CSS, with its quotes.
    ///
    /// A style element ends at `</style`, and knows no entities. So everything in ASCII but letters, digits and blanks is escaped.
    public static func cssString(_ text: String) -> String {
        var css = ""
        for scalar in text.unicodeScalars {
            let isPlain = scalar == " " || scalar.value >= 0x80 || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            if isPlain, VisibleText.spelling(of: scalar) == nil {
                css.unicodeScalars.append(scalar)
            } else {
                css += (VisibleText.spelling(of: scalar) ?? String(scalar)).unicodeScalars.reduce(into: "") { $0 += hexadecimal($1) }
            }
        }
        // First-strong isolate and its end: a style sheet has no <bdi>. ASCII has one direction.
        return text.utf8.allSatisfy { $0 < 0x80 } ? "\"\(css)\"" : "\"\\2068 \(css)\\2069 \""
    }

    /// The blank ends the escape, and is not part of the text.
    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String { "\\" + String(scalar.value, radix: 16) + " " }

    /// What stands for a scalar in HTML; nil for one that stands for itself.
    private static func replacement(for scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&#39;"
        default: VisibleText.spelling(of: scalar)
        }
    }
}
