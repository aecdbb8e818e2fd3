import SeededNumbers

extension Tree {
    /// The tree as JSON, with random escapes and white space. A value that stands in another's place changes nothing around it.
    func json(seed: UInt64) -> String {
        var random = SeededGenerator(seed: seed)
        switch self {
        case .null: return "null"
        case .bool(let bool): return bool ? "true" : "false"
        case .number(let text), .raw(let text): return text
        case .string(let text): return "\"" + Self.escaped(text, using: &random) + "\""
        case .cut(let text): return "\"" + Self.escaped(text, using: &random) + "?[redacted]\""
        case .hashed(.string(let text)): return "\"" + hex(text.utf8) + "\""
        case .hashed(let tree): return "\"" + hex(tree.json(seed: seed).utf8) + "\""
        case .array(let elements):
            let texts = elements.map { Self.space(&random) + $0.json(seed: random.next()) + Self.space(&random) }
            return "[" + Self.space(&random) + texts.joined(separator: ",") + "]"
        case .object(let members):
            let texts = members.map { member in
                Self.space(&random) + "\"" + Self.escaped(member.key, using: &random) + "\"" + Self.space(&random) + ":"
                    + Self.space(&random) + member.value.json(seed: random.next()) + Self.space(&random)
            }
            return "{" + texts.joined(separator: ",") + Self.space(&random) + "}"
        }
    }

    private static let shortEscapes: [Unicode.Scalar: String] = ["\"": "\\\"", "\\": "\\\\", "/": "\\/", "\n": "\\n", "\t": "\\t"]

    private static func space(_ random: inout SeededGenerator) -> String {
        ["", "", "", " ", "\n  ", "\t\r"].randomElement(using: &random) ?? ""
    }

    private static func escaped(_ text: String, using random: inout SeededGenerator) -> String {
        text.unicodeScalars.map { scalar in
            let must = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            switch Int.random(in: 0..<6, using: &random) {
            case 0: return unicodeEscape(scalar, uppercase: Bool.random(using: &random))
            case 1: return shortEscapes[scalar] ?? (must ? unicodeEscape(scalar, uppercase: false) : String(scalar))
            default: return must ? shortEscapes[scalar] ?? unicodeEscape(scalar, uppercase: true) : String(scalar)
            }
        }.joined()
    }

    private static func unicodeEscape(_ scalar: Unicode.Scalar, uppercase: Bool) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16, uppercase: uppercase)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}
