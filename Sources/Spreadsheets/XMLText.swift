/// A text as a cell's XML has it.
///
/// Excel spells a character that XML cannot hold as `_xHHHH_`, and reads every such spelling back as the character. The library does so
/// for control characters, but not for NUL (its texts end there), for U+FFFE and U+FFFF, and for a text that looks like a spelling.
struct XMLText {
    /// The longest text of a cell, in UTF-16 units. The library counts code points of the spelled text and has the same limit.
    static let limit = 32_767

    let spelled: String
    /// Whether the end was left out.
    let isCut: Bool

    init(_ text: String) {
        if text.utf8.count > Self.limit {
            (spelled, isCut) = Self.cut(text)
        } else {
            let all = Self.needsSpelling(text) ? Self.spell(text) : text
            // A short text whose spelling is long.
            (spelled, isCut) = all.utf8.count > Self.limit ? Self.cut(text) : (all, false)
        }
    }

    /// Whether XML and Excel's dialogs can show the character: not a control character and no noncharacter.
    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && !(0x7F...0x9F ~= scalar.value) && scalar.value != 0xFFFE && scalar.value != 0xFFFF
    }

    /// The most characters that fit with "…" after them, and all of them if they fit.
    private static func cut(_ text: String) -> (spelled: String, isCut: Bool) {
        var (units, scalars) = (0, 0)
        // Where the text is cut if it turns out too long.
        var end = text.startIndex
        var next = text.startIndex
        while next < text.endIndex {
            let start = next
            text.formIndex(after: &next)
            units += text.utf16[start..<next].count
            scalars += spelledLength(of: text.unicodeScalars[start..<next], in: text.unicodeScalars)
            if units > limit || scalars > limit { return (spell(String(text[..<end])) + "…", true) }
            if units < limit, scalars < limit { end = next }
        }
        return (spell(text), false)
    }

    private static func spelledLength(of part: Substring.UnicodeScalarView, in text: String.UnicodeScalarView) -> Int {
        part.indices.reduce(0) { $0 + (needsSpelling(part[$1]) || (part[$1] == "_" && looksSpelled(text[$1...].dropFirst())) ? 7 : 1) }
    }

    private static func needsSpelling(_ text: String) -> Bool {
        var last: UInt8 = 0
        for byte in text.utf8 {
            // U+FFFE and U+FFFF begin with 0xEF in UTF-8.
            if byte == 0 || byte == 0xEF || (byte == UInt8(ascii: "x") && last == UInt8(ascii: "_")) { return true }
            last = byte
        }
        return false
    }

    private static func needsSpelling(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
    }

    private static func spell(_ text: String) -> String {
        let scalars = text.unicodeScalars
        var spelled = ""
        for index in scalars.indices {
            let scalar = scalars[index]
            if scalar == "_", looksSpelled(scalars[index...].dropFirst()) {
                spelled += "_x005F_"
            } else if needsSpelling(scalar) {
                spelled += scalar.value == 0 ? "_x0000_" : scalar.value == 0xFFFE ? "_xFFFE_" : "_xFFFF_"
            } else {
                spelled.unicodeScalars.append(scalar)
            }
        }
        return spelled
    }

    /// Whether `xHHHH` comes next. The underscore after it may be the beginning of another character's spelling.
    private static func looksSpelled(_ rest: Substring.UnicodeScalarView) -> Bool {
        let next = rest.prefix(5)
        return next.count == 5 && next.first == "x" && next.dropFirst().allSatisfy { $0.isASCII && $0.properties.isASCIIHexDigit }
    }
}
