/// Estimates how wide a text is, in ems. Nobody knows the viewer's font, so each width is the wider of DejaVu Sans and Verdana.
enum TextWidth {
    /// - Parameter isBold: Bold letters of these fonts are up to a sixth wider.
    static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
        text.reduce(0) { $0 + ems($1) } * size * (isBold ? 1.17 : 1)
    }

    /// The text as it fits: if anything was cut, `…` is the last of it.
    static func cut(_ text: String, to room: Double, size: Double, isBold: Bool = false) -> String {
        let factor = size * (isBold ? 1.17 : 1)
        guard width(text, size: size, isBold: isBold) > room || text.contains(where: isHeavy) else { return text }
        var kept = ""
        var rest = room / factor - ellipsis
        for character in text {
            rest -= ems(character)
            // A character that is a pile of marks is drawn over its neighbours, so the text ends before it.
            if rest < 0 || isHeavy(character) { break }
            kept.append(character)
        }
        while kept.last == " " { kept.removeLast() }
        return kept + "…"
    }

    private static let ellipsis = 1.0

    private static func isHeavy(_ character: Character) -> Bool { character.unicodeScalars.count > 16 }

    private static func ems(_ character: Character) -> Double {
        if let ascii = character.asciiValue { return ascii < 0x20 ? 0 : table[Int(ascii) - 0x20] / 100 }
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.isASCII, 0x20..<0x7F ~= first.value, character.unicodeScalars.count > 1 {
            let isEmoji = character.unicodeScalars.contains("\u{FE0F}") || character.unicodeScalars.contains("\u{20E3}")
            return isEmoji ? 1.25 : table[Int(first.value) - 0x20] / 100 + rest(character)
        }
        return ems(first, in: character) + rest(character)
    }

    /// Scripts such as Devanagari join several letters into one cluster.
    private static func rest(_ character: Character) -> Double {
        character.unicodeScalars.dropFirst().reduce(0) { sum, scalar in
            switch scalar.properties.generalCategory {
            case .otherLetter, .spacingMark: sum + 0.8
            default: sum
            }
        }
    }

    private static func ems(_ first: Unicode.Scalar, in character: Character) -> Double {
        let properties = first.properties
        if 0x1F1E6...0x1F1FF ~= first.value { return 1.5 }
        if properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 1.25 }
        if let width = blocks.first(where: { $0.range.contains(first.value) })?.ems { return width }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        case .lowercaseLetter where first.value < 0x250: return 0.72
        case .uppercaseLetter where first.value < 0x180: return first.value == 0xC6 || first.value == 0x152 ? 1.1 : 0.82
        case .lowercaseLetter: return 0.95
        default: return 1.15
        }
    }

    /// Blocks whose characters have a width of their own; the first that holds a character counts.
    private static let blocks: [(range: ClosedRange<UInt32>, ems: Double)] = [
        (0xA0...0xA0, 0.36), (0x2010...0x2013, 0.64), (0x2018...0x201A, 0.4), (0x2022...0x2022, 0.6), (0x2026...0x2026, 1),
        (0x2E3A...0x2E3A, 2.2), (0x2E3B...0x2E3B, 3.3), (0xFDFA...0xFDFD, 11), (0xFB50...0xFDF9, 2), (0x0600...0x06FF, 0.9),
        (0x0430...0x045F, 0.9), (0x0400...0x052F, 1.12), (0x0370...0x03FF, 0.95),
        (0x1100...0x11FF, 1.05), (0x2E80...0xA4CF, 1.05),
        (0xAC00...0xD7A3, 1.05),
        (0xF900...0xFAFF, 1.05), (0xFE30...0xFE6F, 1.05), (0xFF00...0xFFEF, 1.05), (0x12000...0x1254F, 4), (0x1F000...0x1FAFF, 1.25),
    ]

    /// From U+0020 to U+007E, in hundredths of an em.
    private static let table: [Double] = [
        36, 40, 46, 84, 64, 108, 78, 28, 46, 46, 64, 84, 37, 46, 37, 46, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 46, 46, 84, 84, 84, 55,
        100, 69, 69, 70, 78, 64, 58, 78, 76, 43, 46, 70, 56, 87, 75, 79, 61, 79, 70, 69, 62, 74, 69, 99, 69, 62, 69, 46, 46, 46, 84, 64,
        64, 62, 64, 55, 64, 62, 36, 64, 64, 28, 35, 60, 28, 98, 64, 61, 64, 64, 43, 53, 40, 64, 60, 82, 60, 60, 53, 64, 46, 64, 84, 60,
    ]
}
