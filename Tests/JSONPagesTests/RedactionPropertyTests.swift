import JSONPages
import Testing

/// Random documents. A failure names the seed that repeats it.
@Suite struct RedactionPropertyTests {
    private static let seeds = 0..<400 as Range<UInt64>

    private let rules = Redaction([
        "token": .replace(with: "[redacted]"), "a\"/\\\n": .replace(with: "[redacted]"), "url": .stripQuery, "value": .hash { hex($0) },
    ])

    @Test("without a rule's field the page keeps its bytes", arguments: seeds)
    func untouched(seed: UInt64) throws {
        let page = PageBytes(Tree.page(seed: seed).json(seed: seed).utf8)
        let rules = Redaction(["absent": .replace(with: "x"), "[redacted]": .hash { _ in "x" }, "nowhere/": .stripQuery])
        #expect(bytes(try rules.apply(to: page)) == bytes(page), "seed \(seed)")
    }

    @Test("exactly the rules' values change, and no byte around them", arguments: seeds)
    func exact(seed: UInt64) throws {
        let tree = Tree.page(seed: seed)
        let page = try rules.apply(to: PageBytes(tree.json(seed: seed).utf8))
        #expect(text(page) == ExpectedRedaction(of: tree).tree.json(seed: seed), "seed \(seed)")
        #expect(page.withUnsafeBytes(isJSON), "seed \(seed)")
    }

    @Test("masking leaves all but strings and numbers", arguments: seeds)
    func masked(seed: UInt64) throws {
        let tree = Tree.page(seed: seed)
        let page = try Redaction.maskAll.apply(to: PageBytes(tree.json(seed: seed).utf8))
        #expect(text(page) == mask(tree).json(seed: seed), "seed \(seed)")
    }

    private func mask(_ tree: Tree) -> Tree {
        switch tree {
        case .string, .number: .raw(#""[withheld]""#)
        case .array(let elements): .array(elements.map(mask))
        case .object(let members): .object(members.map { Tree.Member(key: $0.key, value: mask($0.value)) })
        default: tree
        }
    }
}
