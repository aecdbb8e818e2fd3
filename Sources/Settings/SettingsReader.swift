import Configuration
import Synchronization
import Values

/// Reads single values from the flags, the environment and the file, in this order, and notes where each came from.
///
/// `Settings` asks it for one value after the other.
struct SettingsReader {
    private let reader: ConfigReader
    private let trace = Trace()
    private let file: SettingsFile?
    private(set) var entries: [Settings.Entry] = []

    init(
        flags: [Settings.Key: String], environment: [String: String], file: SettingsFile?, known: Settings.Known
    ) async throws(SettingsError) {
        let given = flags.filter { $0.key.flag != nil }.map { (AbsoluteConfigKey([$0.key.rawValue]), ConfigValue(stringLiteral: $0.value)) }
        // The provider gets only variables that are settings. So it cannot show a credential.
        let variables = Set(Settings.Path.all(known).map(\.variable))
        let environment = EnvironmentVariablesProvider(environmentVariables: environment.filter { variables.contains($0.key) })
        var providers: [any ConfigProvider] = [
            InMemoryProvider(name: "flags", values: Dictionary(uniqueKeysWithValues: given)),
            environment.mapKeys { key in
                AbsoluteConfigKey((Settings.Key(rawValue: key.components[0])?.prefix ?? []) + key.components)
            },
        ]
        if let file, !file.isEmpty {
            do {
                providers.append(try await FileProvider<YAMLSnapshot>(filePath: .init(file.path)))
            } catch {
                // The file was valid a moment ago. The error itself is not reported: it may quote a line of the file.
                throw .unreadable(path: file.shown, reason: "it changed while it was read")
            }
        }
        self.file = file
        reader = ConfigReader(providers: providers, accessReporter: trace)
    }
}

extension SettingsReader {
    /// Reads one value; nil if it is not set. A nested value gets an entry only if it is set.
    mutating func value<Value>(_ path: Settings.Path, _ parser: ValueParser<Value>) throws(SettingsError) -> Value? {
        // Every value is read as text: the library's own conversions treat what they cannot convert as absent.
        let text = reader.string(forKey: ConfigKey(path.components))?.trimmingBlanks
        let source = source(of: path)
        if text != nil || path.names.isEmpty {
            entries.append(Settings.Entry(key: path.description, value: text ?? path.key.defaultText, source: source))
        }
        guard let text else { return nil }
        guard let value = parser.parse(text) else {
            throw .invalid(key: path.description, source: source, expected: parser.expected)
        }
        return value
    }

    /// Reads one nested value that has a default. It gets an entry in any case.
    mutating func value<Value>(_ path: Settings.Path, _ parser: ValueParser<Value>, or standard: Value) throws(SettingsError) -> Value {
        if let value = try value(path, parser) { return value }
        entries.append(Settings.Entry(key: path.description, value: "\(standard)", source: .default))
        return standard
    }

    /// Reads the items of a list, each once. A nested list gets an entry only if it is set.
    mutating func list<Value: Hashable>(
        _ path: Settings.Path, _ parser: ValueParser<Value>,
        check: (Value, String, Settings.Source) throws(SettingsError) -> Void = { _, _, _ in }
    ) throws(SettingsError) -> [Value] {
        let texts = reader.stringArray(forKey: ConfigKey(path.components))?.map(\.trimmingBlanks)
        let source = source(of: path)
        var values: [Value] = []
        for (index, text) in (texts ?? []).enumerated() {
            let item = "\(path), item \(index + 1)"
            guard let value = parser.parse(text) else { throw .invalid(key: item, source: source, expected: parser.expected) }
            try check(value, item, source)
            if !values.contains(value) { values.append(value) }
        }
        if texts != nil || path.names.isEmpty {
            entries.append(Settings.Entry(key: path.description, value: texts?.joined(separator: ", "), source: source))
        }
        return values
    }

    /// Adds the entry about the settings file itself.
    mutating func note(file: SettingsFile?) {
        entries.append(Settings.Entry(key: "config", value: file?.shown, source: file?.source ?? .default))
    }

    /// Marks a value as not used because another key comes first.
    mutating func setAside(_ key: Settings.Key, for other: Settings.Key) {
        for index in entries.indices where entries[index].key == key.rawValue {
            entries[index].value = nil
            entries[index].source = .setAside(for: other)
        }
    }

    /// 0 for a flag, 1 for the environment, 2 for the file; nil if the key is not set.
    func rank(of key: Settings.Key) -> Int? { trace.rank(of: key.rawValue) }

    func source(of path: Settings.Path) -> Settings.Source {
        switch trace.rank(of: path.description) {
        case 0: .flag(path.key.flag ?? "")
        case 1: .environment(path.variable)
        case 2: .file(file?.shown ?? SettingsFile.name)
        default: .default
        }
    }
}

/// Notes which source gave each value. The library asks the sources in their order and stops at the first that has a value.
private final class Trace: AccessReporter {
    private let ranks = Mutex<[String: Int]>([:])

    func report(_ event: AccessEvent) {
        guard case .success(.some) = event.result else { return }
        ranks.withLock { $0[event.metadata.key.components.joined(separator: ".")] = event.providerResults.count - 1 }
    }

    func rank(of key: String) -> Int? { ranks.withLock { $0[key] } }
}
