import Foundation
import JSONPages
import SeededNumbers

/// A JSON document before it is written, and the values that are expected to replace others.
indirect enum Tree: Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([Tree])
    case object([Member])
    /// JSON text as it is.
    case raw(String)
    /// A string that ends before its query.
    case cut(String)
    /// A value that only its hash is left of.
    case hashed(Tree)

    struct Member: Equatable {
        var key: String
        var value: Tree
    }

    static let envelopes = ["result", "items", "data"]
    /// So few that rules, envelopes and duplicates all occur.
    static let keys = envelopes + ["id", "token", "url", "value", "a\"/\\\n", "", "é😀"]
    static let numbers = ["0", "-0", "7", "-1.50", "2E3", "12345678901234567890123456789", "1e400", "-4e-400", "0.1e+1"]
    static let characters: [Unicode.Scalar] = [
        "a", "b", "?", "?", "/", "\"", "\\", "\n", "\t", "\u{0}", "\u{1f}", "\u{7f}", "é", "日", "😀", "\u{2028}", "\u{ffff}", "\u{10ffff}",
        "[", "{", ",",
    ]

    /// - Parameter depth: the largest number of levels.
    static func random(_ depth: Int, using random: inout SeededGenerator) -> Tree {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2: .number(numbers.randomElement(using: &random) ?? "0")
        case 3, 4: .string(string(using: &random))
        case 5, 6: .array((0..<Int.random(in: 0...4, using: &random)).map { _ in .random(depth - 1, using: &random) })
        default: .object((0..<Int.random(in: 0...5, using: &random)).map { _ in member(depth - 1, using: &random) })
        }
    }

    private static func member(_ depth: Int, using random: inout SeededGenerator) -> Member {
        Member(key: keys.randomElement(using: &random) ?? "", value: .random(depth, using: &random))
    }

    /// Sometimes the name of a rule, although it is no key here.
    static func string(using random: inout SeededGenerator) -> String {
        if Int.random(in: 0..<8, using: &random) == 0 { return ["token", "absent", "[redacted]"].randomElement(using: &random) ?? "" }
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &random) { text.append(characters.randomElement(using: &random) ?? "a") }
        return String(text)
    }

    /// A page, sometimes deep: an array or object as APIs send them.
    static func page(seed: UInt64) -> Tree {
        var random = SeededGenerator(seed: seed)
        var tree = Tree.random(6, using: &random)
        let deep = Int.random(in: 0..<10, using: &random) == 0 ? Int.random(in: 1...400, using: &random) : 0
        for level in 0..<deep { tree = level.isMultiple(of: 3) ? .object([Member(key: "a", value: tree)]) : .array([tree]) }
        let list = Tree.array((0..<3).map { _ in .object([member(3, using: &random), Member(key: "value", value: tree)]) })
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return list
        case 1: return .object([Member(key: envelopes.randomElement(using: &random) ?? "", value: list)])
        case 2: return .object([Member(key: "data", value: .object([Member(key: "items", value: list), member(2, using: &random)]))])
        default: return tree
        }
    }
}

extension Tree {
    /// The tree as JSON, with random escapes and white space. Replacing a value changes nothing around it.
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

/// A tree as Foundation reads it, to compare with. Its numbers are binary, and its objects have no order.
extension Tree: Decodable {
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(String(number))
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let elements = try? value.decode([Tree].self) {
            self = .array(elements)
        } else {
            let members = try value.decode([String: Tree].self)
            self = .object(members.sorted { $0.key < $1.key }.map { Member(key: $0.key, value: $0.value) })
        }
    }

    static func readByFoundation(_ json: String) throws -> Tree { try JSONDecoder().decode(Tree.self, from: Data(json.utf8)) }

    subscript(key: String) -> Tree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }
}

/// A page's text.
func text(_ page: PageBytes) -> String { page.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }

/// The page's bytes.
func bytes(_ page: PageBytes) -> [UInt8] { page.withUnsafeBytes { Array($0) } }

func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
