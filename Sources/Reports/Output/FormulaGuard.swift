import Values

/// Keeps a spreadsheet from taking a text for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
enum FormulaGuard {
    /// Puts `'` before a text that may be read as a formula. Numbers, and texts that are plain numbers, stay as they are.
    static func guarded(_ cell: StoredValue) -> StoredValue {
        switch cell {
        case .null, .integer, .real: cell
        case .text(let text): isFormula(text) ? .text("'" + text) : cell
        // Its base64 may begin with a plus sign.
        case .blob: cell.plainText.map { isFormula($0) ? .text("'" + $0) : cell } ?? cell
        }
    }

    /// It looks at the first byte first: it is called for every cell, and most begin with a letter or a digit.
    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            return false
        // The text behind a tab or an end of line may become a cell of its own.
        case 0x09, 0x0A, 0x0D: return true
        default: break
        }
        // Some spreadsheets drop invisible characters, and the quotes in TSV.
        let rest = text.unicodeScalars.drop { isUnseen($0) || $0 == "\"" }
        guard let begin = rest.first, signs.contains(begin) else { return false }
        return !isPlainNumber(Substring(rest).utf8)
    }

    /// The signs of ASCII, their full-width and small forms, which are read the same way, and the true minus sign.
    private static let signs: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{FE66}", "\u{FE62}", "\u{FE63}", "\u{FE6B}", "\u{2212}",
    ]

    /// Blanks of all kinds, control characters, and characters that only change how text is shown.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x20, 0x7F...0xA0, 0x2800: return true
        case 0x21..<0x7F: return false
        default:
            let properties = scalar.properties
            return properties.isWhitespace || properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format
        }
    }

    /// Whether it is a sign and digits, perhaps with a point and more digits.
    private static func isPlainNumber(_ text: Substring.UTF8View) -> Bool {
        func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
        guard text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") else { return false }
        let digits = text.dropFirst()
        let fraction = digits.drop(while: isDigit)
        guard fraction.startIndex != digits.startIndex else { return false }
        guard let point = fraction.first else { return true }
        return point == UInt8(ascii: ".") && fraction.count > 1 && fraction.dropFirst().allSatisfy(isDigit)
    }
}
