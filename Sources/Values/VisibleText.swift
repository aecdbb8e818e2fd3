/// Text for a terminal: it shows every character that it holds, and its width is known.
public enum VisibleText {
    /// The text with everything escaped that moves the cursor or changes the direction of writing.
    public static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { spelling(of: $0) != nil }) else { return text }
        return text.unicodeScalars.reduce(into: "") { $0 += spelling(of: $1) ?? String($1) }
    }

    /// `\n`, `\t` or `\u{1B}` for a scalar that is not visible; nil for one that is.
    public static func spelling(of scalar: Unicode.Scalar) -> String? {
        if scalar.value >= 0x20, scalar.value < 0x7F { return nil }
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        // These join emoji and shape some scripts.
        case "\u{200C}", "\u{200D}": return nil
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
            return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        default: return nil
        }
    }

    /// How many columns of a terminal the text takes. East Asian wide characters and emoji take 2.
    public static func width(_ text: String) -> Int {
        let utf8 = text.utf8
        if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
        return text.reduce(0) { $0 + width($1) }
    }

    /// The text with blanks to `width` columns; a wider text stays as it is.
    ///
    /// - Parameter atStart: puts the blanks before the text instead of behind it.
    public static func padded(_ text: String, to width: Int, atStart: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - self.width(text)))
        return atStart ? blanks + text : text + blanks
    }

    /// The text cut to `limit` columns. If anything was cut, `…` is the last of them.
    public static func cut(_ text: String, to limit: Int) -> String {
        guard width(text) > limit else { return text }
        var kept = ""
        var room = limit - 1
        for character in text {
            room -= width(character)
            if room < 0 { break }
            kept.append(character)
        }
        return kept + "…"
    }

    /// The text in lines of at most `limit` columns, divided at blanks; nil for one line.
    ///
    /// - Parameter dividesWords: whether a word that is wider than a line is divided. Otherwise its line is too long.
    public static func wrapped(_ text: String, to limit: Int?, dividesWords: Bool = false) -> [String] {
        guard let limit, width(text) > limit else { return [text] }
        var lines: [(text: String, width: Int)] = []
        for word in text.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            let needed = width(word)
            if let last = lines.last, last.width + 1 + needed <= limit {
                lines[lines.count - 1] = (last.text + " " + word, last.width + 1 + needed)
            } else if dividesWords, needed > limit {
                lines += divided(word, to: max(2, limit))
            } else {
                lines.append((word, needed))
            }
        }
        return lines.map(\.text)
    }

    private static func divided(_ word: String, to limit: Int) -> [(text: String, width: Int)] {
        var lines = [(text: "", width: 0)]
        for character in word {
            let needed = width(character)
            if lines[lines.count - 1].width + needed > limit { lines.append(("", 0)) }
            lines[lines.count - 1].text.append(character)
            lines[lines.count - 1].width += needed
        }
        return lines
    }

    private static func width(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        let isEmoji = first.properties.isEmojiPresentation || scalars.contains("\u{FE0F}")
        if isEmoji || wide.contains(where: { $0.contains(first.value) }) { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return 1
        }
    }

    /// East_Asian_Width W and F, in blocks (Unicode's EastAsianWidth.txt).
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18DFF,
        0x1B000...0x1B2FF, 0x20000...0x3FFFD,
    ]
}

extension String {
    /// The text without the blanks at its end.
    public func trimmed(atEnd blank: Character) -> String {
        String(self[..<(lastIndex { $0 != blank }.map { index(after: $0) } ?? startIndex)])
    }
}
