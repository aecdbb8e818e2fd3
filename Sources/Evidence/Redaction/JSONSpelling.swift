import Values

/// A way in which writers of JSON spell a text inside of a string.
///
/// A text that is no JSON, such as an error's message, may quote a part of JSON; there a value is found by its spelling only.
struct JSONSpelling {
    /// Whether characters beyond ASCII become numbers.
    var isASCII = false
    /// Whether a slash gets a backslash.
    var escapesSlash = false
    var hasCapitalDigits = false

    /// The spellings of a text that differ from the text itself.
    static func all(of text: [UInt8]) -> Set<[UInt8]> {
        var stored: [UInt8] = []
        JSONText.append(text, to: &stored, .stored)
        let ways = [
            JSONSpelling(), JSONSpelling(escapesSlash: true), JSONSpelling(isASCII: true), JSONSpelling(isASCII: true, escapesSlash: true),
            JSONSpelling(isASCII: true, hasCapitalDigits: true),
        ]
        return Set([Array(stored.dropFirst().dropLast())] + ways.map { $0.spelled(text) }).filter { $0 != text }
    }

    private func spelled(_ text: [UInt8]) -> [UInt8] {
        var spelled: [UInt8] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { append(scalar, to: &spelled) }
        return spelled
    }

    private func append(_ scalar: Unicode.Scalar, to spelled: inout [UInt8]) {
        switch scalar.value {
        case 0x22, 0x5C: spelled += [0x5C, UInt8(scalar.value)]
        case 0x2F where escapesSlash: spelled += [0x5C, 0x2F]
        case 0x08: spelled.append(contentsOf: "\\b".utf8)
        case 0x09: spelled.append(contentsOf: "\\t".utf8)
        case 0x0A: spelled.append(contentsOf: "\\n".utf8)
        case 0x0C: spelled.append(contentsOf: "\\f".utf8)
        case 0x0D: spelled.append(contentsOf: "\\r".utf8)
        case ..<0x20: append(UInt16(scalar.value), to: &spelled)
        case 0x80... where isASCII: for unit in String(scalar).utf16 { append(unit, to: &spelled) }
        default: spelled.append(contentsOf: String(scalar).utf8)
        }
    }

    private func append(_ unit: UInt16, to spelled: inout [UInt8]) {
        let digits = String(unit, radix: 16, uppercase: hasCapitalDigits)
        spelled.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
    }
}
