import SeededNumbers

/// A JSON document before it is written, and what is expected in the place of its values.
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
    /// A value of which only the hash is left.
    case hashed(Tree)

    struct Member: Equatable {
        var key: String
        var value: Tree
    }

    static let envelopes = ["result", "items", "data"]
    /// So few that rules, envelopes and duplicates all come up.
    static let keys = envelopes + ["id", "token", "url", "value", "a\"/\\\n", "", "é😀"]
    static let numbers = ["0", "-0", "7", "-1.50", "2E3", "12345678901234567890123456789", "1e400", "-4e-400", "0.1e+1"]
    static let characters: [Unicode.Scalar] = [
        "a", "b", "?", "?", "/", "\"", "\\", "\n", "\t", "\u{0}", "\u{1f}", "\u{7f}", "é", "日", "😀", "\u{2028}", "\u{ffff}", "\u{10ffff}",
        "[", "{", ",",
    ]

    /// - Parameter depth: how many levels it has at most.
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

    /// Now and then a rule's name, which is no key then.
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
