/// What the rules of `RedactionPropertyTests` make of a tree, worked out by the paths of its values.
struct ExpectedRedaction {
    private(set) var tree = Tree.null
    private let list: [Int]?
    /// The list's elements that are objects.
    private let records: Set<Int>

    init(of tree: Tree) {
        list = Self.listPath(tree, levels: 2)
        records = Self.records(list.flatMap { Self.node(tree, $0[...]) })
        self.tree = redact(tree, at: [], isQuery: false)
    }

    private static func listPath(_ tree: Tree, levels: Int) -> [Int]? {
        if case .array = tree { return [] }
        guard case .object(let members) = tree, levels > 0 else { return nil }
        for (index, member) in members.enumerated() where Tree.envelopes.contains(member.key) {
            if let path = listPath(member.value, levels: levels - 1) { return [index] + path }
        }
        return nil
    }

    private static func node(_ tree: Tree, _ path: ArraySlice<Int>) -> Tree? {
        guard let index = path.first else { return tree }
        guard case .object(let members) = tree else { return nil }
        return node(members[index].value, path.dropFirst())
    }

    private static func records(_ list: Tree?) -> Set<Int> {
        guard case .array(let elements) = list else { return [] }
        return Set(elements.indices.filter { if case .object = elements[$0] { true } else { false } })
    }

    private func redact(_ tree: Tree, at path: [Int], isQuery: Bool) -> Tree {
        switch tree {
        case .string(let text):
            guard isQuery, let query = text.unicodeScalars.firstIndex(of: "?") else { return tree }
            return .cut(String(text.unicodeScalars[..<query]))
        case .array(let elements):
            return .array(elements.enumerated().map { redact($1, at: path + [$0], isQuery: isQuery) })
        case .object(let members):
            return .object(
                members.enumerated().map { index, member in
                    Tree.Member(key: member.key, value: redact(member, of: path, at: path + [index], isQuery: isQuery))
                })
        default: return tree
        }
    }

    private func redact(_ member: Tree.Member, of object: [Int], at path: [Int], isQuery: Bool) -> Tree {
        switch member.key {
        case "token", "a\"/\\\n": member.value == .null ? .null : .raw(#""[redacted]""#)
        case "value" where !isWithinRecord(object): member.value == .null ? .null : .hashed(member.value)
        default: redact(member.value, at: path, isQuery: isQuery || member.key == "url")
        }
    }

    private func isWithinRecord(_ path: [Int]) -> Bool {
        guard let list, path.starts(with: list), path.count > list.count + 1 else { return false }
        return records.contains(path[list.count])
    }
}
