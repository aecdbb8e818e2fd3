import Values
import Yams

/// The file's keys and shapes, checked before its values are read.
///
/// The library that reads the values has no list of the keys it found, and takes a value of a wrong shape for none:
/// a slip would pass in silence. So the file is parsed once more, by the parser that this library uses.
struct FileCheck {
    let path: String
    let known: Settings.Known

    /// - Returns: whether the file holds anything.
    func check(_ yaml: String) throws(SettingsError) -> Bool {
        guard let root = try parse(yaml) else { return false }
        // All of the file, before anything else: whoever has to mend a slip should hear of the secret first.
        try refuseSecrets(in: root, under: [])
        try check(root, against: .file(known), under: [])
        return true
    }

    private func parse(_ yaml: String) throws(SettingsError) -> Node? {
        do {
            let root = try Parser(yaml: yaml).singleRoot()
            return root?.null == nil ? root : nil
        } catch {
            throw .syntax(at: place((error as? YamlError)?.mark), problem: (error as? YamlError)?.problem ?? "it cannot be parsed")
        }
    }

    private func refuseSecrets(in node: Node, under keys: [String]) throws(SettingsError) {
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                let path = keys + [key.scalar?.string ?? ""]
                if Self.isSecret(path.last ?? "") { throw .secret(key: path.joined(separator: "."), at: place(key.mark)) }
                try refuseSecrets(in: value, under: path)
            }
        case .sequence(let sequence):
            for item in sequence { try refuseSecrets(in: item, under: keys) }
        default: break
        }
    }

    private func check(_ node: Node, against shape: FileSchema, under keys: [String]) throws(SettingsError) {
        switch (shape, node) {
        case (.map(let inner), .mapping(let mapping)):
            for (key, value) in mapping {
                let name = key.scalar?.string ?? "?"
                guard let shape = inner[name] else { throw unknown(name, at: key.mark, under: keys, known: Array(inner.keys)) }
                try check(value, against: shape, under: keys + [name])
            }
        case (.value, .scalar) where node.null == nil: break
        case (.list, .sequence(let items)) where items.allSatisfy({ $0.scalar != nil && $0.null == nil }): break
        default: throw .shape(key: keys.isEmpty ? "the file" : keys.joined(separator: "."), at: place(node.mark), expected: shape.expected)
        }
    }

    private func unknown(_ name: String, at mark: Mark?, under keys: [String], known: [String]) -> SettingsError {
        let path = (keys + [name]).joined(separator: ".")
        return .unknownKey(key: path, at: place(mark), suggestion: Suggestion.nearest(to: name, in: known), known: known.sorted())
    }

    private func place(_ mark: Mark?) -> FilePlace { FilePlace(file: path, line: mark?.line) }

    /// However it is written: `api_token`, `apiToken`, `API-TOKEN`.
    private static func isSecret(_ key: String) -> Bool {
        let letters = key.lowercased().filter(\.isLetter)
        return ["token", "password", "passwd", "secret", "email", "credential", "apikey", "authorization"].contains { letters.contains($0) }
    }
}

extension YamlError {
    /// What the parser says, without the line of the file that it would show with it.
    fileprivate var problem: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .reader(let problem, _, _, _): problem
        case .duplicatedKeysInMapping: "a key stands twice in one map"
        default: "it cannot be parsed"
        }
    }

    fileprivate var mark: Mark? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark
        case .duplicatedKeysInMapping(_, let context): context.mark
        default: nil
        }
    }
}
