import Values
import YAMLText
import Yams

/// Checks the keys of the settings file and the form of their values, before `SettingsReader` reads the values.
///
/// The library that reads the values does not list the keys that it found, and it treats a value of a wrong form as absent: a typing error
/// would go unnoticed. So the file is parsed a second time here, with the parser that the library uses.
struct FileCheck {
    let path: String
    let known: Settings.Known

    /// - Returns: whether the file holds anything.
    func check(_ yaml: String) throws(SettingsError) -> Bool {
        guard let root = try parse(yaml) else { return false }
        // The whole file is searched for secrets first, because a secret is more urgent than any other error.
        try refuseSecrets(in: root, under: [])
        try check(root, against: .file(known), under: [])
        return true
    }

    private func parse(_ yaml: String) throws(SettingsError) -> Node? {
        do { return try YAMLText.root(of: yaml) } catch {
            throw .syntax(at: FilePlace(file: path, line: error.line), problem: error.text)
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

    private func check(_ node: Node, against schema: FileSchema, under keys: [String]) throws(SettingsError) {
        switch (schema, node) {
        case (.map(let inner), .mapping(let mapping)):
            for (key, value) in mapping {
                let name = key.scalar?.string ?? "?"
                guard let schema = inner[name] else { throw unknown(name, at: key.mark, under: keys, known: Array(inner.keys)) }
                try check(value, against: schema, under: keys + [name])
            }
        case (.value, .scalar) where node.null == nil: break
        case (.list, .sequence(let items)) where items.allSatisfy({ $0.scalar != nil && $0.null == nil }): break
        default: throw .shape(key: keys.isEmpty ? "the file" : keys.joined(separator: "."), at: place(node.mark), expected: schema.expected)
        }
    }

    private func unknown(_ name: String, at mark: Mark?, under keys: [String], known: [String]) -> SettingsError {
        let path = (keys + [name]).joined(separator: ".")
        return .unknownKey(key: path, at: place(mark), suggestion: Suggestion.nearest(to: name, in: known), known: known.sorted())
    }

    private func place(_ mark: Mark?) -> FilePlace { FilePlace(file: path, line: mark?.line) }

    /// Whether a key names a credential, however it is written: `api_token`, `apiToken`, `API-TOKEN`.
    private static func isSecret(_ key: String) -> Bool {
        let letters = key.lowercased().filter(\.isLetter)
        return ["token", "password", "passwd", "secret", "email", "credential", "apikey", "authorization"].contains { letters.contains($0) }
    }
}

/// What the settings file may hold at one place.
indirect enum FileSchema {
    case value
    case list
    case map([String: FileSchema])

    var expected: String {
        switch self {
        case .value: "one value"
        case .list: "a list"
        case .map: "a map of keys and values"
        }
    }

    /// The schema of the whole file.
    static func file(_ known: Settings.Known) -> FileSchema {
        let keys = Settings.Key.allCases.filter(\.isInFile)
        return .map(Dictionary(uniqueKeysWithValues: keys.map { ($0.rawValue, schema(of: $0, known)) }))
    }

    private static func schema(of key: Settings.Key, _ known: Settings.Known) -> FileSchema {
        switch key {
        case .withhold, .picklists: .list
        case .resources: map(known.resources, of: .map(["enabled": .value, "every": .value]))
        case .limits: map(known.groups, of: .value)
        case .deletionGuard: map(Set(Settings.Path.bounds), of: .value)
        case .billing:
            .map(Dictionary(uniqueKeysWithValues: Settings.BillingKey.allCases.map { ($0.rawValue, $0 == .address ? .list : .value) }))
        case .dashboard:
            .map(Dictionary(uniqueKeysWithValues: Settings.DashboardKey.allCases.map { ($0.rawValue, $0 == .reports ? .list : .value) }))
        default: .value
        }
    }

    private static func map(_ names: Set<String>, of schema: FileSchema) -> FileSchema {
        .map(Dictionary(uniqueKeysWithValues: names.map { ($0, schema) }))
    }
}
