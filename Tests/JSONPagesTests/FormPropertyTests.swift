import JSONPages
import SeededNumbers
import Testing

/// Random listings, compared with what Foundation reads. A failure names the seed that repeats it.
@Suite struct FormPropertyTests {
    private static let seeds = 0..<300 as Range<UInt64>

    /// Scalars, and in a tuple also arrays and objects. Only numbers that Foundation can hold.
    private func value(_ random: inout SeededGenerator, nested: Bool) -> Tree {
        switch Int.random(in: 0..<(nested ? 6 : 4), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2: .number(["0", "-1.50", "2E3", "9007199254740991"].randomElement(using: &random) ?? "0")
        case 3: .string(Tree.string(using: &random))
        case 4: .array([.string(Tree.string(using: &random)), .null])
        default: .object([Tree.Member(key: "k", value: .string(Tree.string(using: &random)))])
        }
    }

    private func enveloped(_ tree: Tree, _ random: inout SeededGenerator) -> Tree {
        let sibling = Tree.Member(key: "per_page", value: .number("3"))
        return switch Int.random(in: 0..<3, using: &random) {
        case 0: tree
        case 1: .object([Tree.Member(key: Tree.envelopes.randomElement(using: &random) ?? "", value: tree), sibling])
        default: .object([sibling, Tree.Member(key: "result", value: tree), Tree.Member(key: "more", value: .array([.object([])]))])
        }
    }

    @Test("pairs are the members that Foundation reads, in their order", arguments: seeds)
    func pairs(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let names = Set((0..<Int.random(in: 0...8, using: &random)).map { _ in Tree.string(using: &random) }).sorted()
        let members = names.map { Tree.Member(key: $0, value: value(&random, nested: false)) }
        let json = enveloped(.object(members), &random).json(seed: seed)
        let page = try PageBytes(json.utf8).records(fromPairs: (key: "name", value: "value"))
        let input = try Tree.readByFoundation(json)
        let map = ["result", "items", "data"].lazy.compactMap { input[$0] }.first { if case .object = $0 { true } else { false } } ?? input
        let expected = names.map { name in
            Tree.object([Tree.Member(key: "name", value: .string(name)), Tree.Member(key: "value", value: map[name] ?? .raw("none"))])
        }
        #expect(try Tree.readByFoundation(text(page)) == .array(expected), "seed \(seed)")
        #expect(try RecordPage(reading: page, fields: ["name", "value"]).count == names.count, "seed \(seed)")
    }

    @Test("tuples are the elements that Foundation reads, each under its name or position", arguments: seeds)
    func tuples(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let list = (0..<Int.random(in: 1...5, using: &random)).map { _ in
            Tree.array((0..<Int.random(in: 0...5, using: &random)).map { _ in value(&random, nested: true) })
        }
        let json = enveloped(.array(list + [value(&random, nested: true)]), &random).json(seed: seed)
        let page = try PageBytes(json.utf8).records(fromTuples: ["label", "value"])
        let input = try Tree.readByFoundation(json)
        let read = ["result", "items", "data"].lazy.compactMap { input[$0] }.first ?? input
        guard case .array(let elements) = read else { throw PageError.noList }
        #expect(try Tree.readByFoundation(text(page)) == .array(elements.map(record)), "seed \(seed)")
        #expect(try RecordPage(reading: page, fields: ["label"]).count == elements.count, "seed \(seed)")
    }

    private func record(_ element: Tree) -> Tree {
        let members: [Tree.Member]
        switch element {
        case .object: return element
        case .array(let values):
            members = values.enumerated().map { Tree.Member(key: ["label", "value", "3", "4", "5"][$0], value: $1) }
        default: members = [Tree.Member(key: "label", value: element), Tree.Member(key: "value", value: element)]
        }
        return .object(members.sorted { $0.key < $1.key })
    }
}
