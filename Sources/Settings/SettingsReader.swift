import Configuration
import Synchronization
import Values

/// Asks the sources for one value after the other, and remembers which of them answered.
struct SettingsReader {
    private let reader: ConfigReader
    private let trace = Trace()
    private let file: SettingsFile?
    private(set) var entries: [Settings.Entry] = []

    init(
        flags: [Settings.Key: String], environment: [String: String], file: SettingsFile?, known: Settings.Known
    ) async throws(SettingsError) {
        let given = flags.filter { $0.key.flag != nil }.map { (AbsoluteConfigKey([$0.key.rawValue]), ConfigValue(stringLiteral: $0.value)) }
        // What a provider never gets it cannot show: only the variables that are settings, so no credential.
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
                // Its keys and shapes were right a moment ago. What the error says may hold a line of the file.
                throw .unreadable(path: file.shown, reason: "it changed while it was read")
            }
        }
        self.file = file
        reader = ConfigReader(providers: providers, accessReporter: trace)
    }
}

extension SettingsReader {
    /// One value; what is nested is noted only if it is set.
    mutating func value<Value>(_ path: Settings.Path, _ kind: ValueParser<Value>) throws(SettingsError) -> Value? {
        // As text, whatever it is: the reader's own conversions take what they cannot convert for absent.
        let text = reader.string(forKey: ConfigKey(path.components))?.trimmingBlanks
        let source = source(of: path)
        if text != nil || path.names.isEmpty {
            entries.append(Settings.Entry(key: path.description, value: text ?? path.key.defaultText, source: source))
        }
        guard let text else { return nil }
        guard let value = kind.parse(text) else {
            throw .invalid(key: path.description, source: source, expected: kind.expected)
        }
        return value
    }

    /// One nested value that has a default: it is noted in any case.
    mutating func value<Value>(_ path: Settings.Path, _ kind: ValueParser<Value>, or standard: Value) throws(SettingsError) -> Value {
        if let value = try value(path, kind) { return value }
        entries.append(Settings.Entry(key: path.description, value: "\(standard)", source: .default))
        return standard
    }

    /// The items of a list, each once.
    mutating func list<Value: Hashable>(
        _ key: Settings.Key, _ kind: ValueParser<Value>,
        check: (Value, String, Settings.Source) throws(SettingsError) -> Void = { _, _, _ in }
    ) throws(SettingsError) -> [Value] {
        let path = Settings.Path(key)
        let texts = reader.stringArray(forKey: ConfigKey(path.components))?.map(\.trimmingBlanks)
        let source = source(of: path)
        var values: [Value] = []
        for (index, text) in (texts ?? []).enumerated() {
            let item = "\(path), item \(index + 1)"
            guard let value = kind.parse(text) else { throw .invalid(key: item, source: source, expected: kind.expected) }
            try check(value, item, source)
            if !values.contains(value) { values.append(value) }
        }
        entries.append(Settings.Entry(key: path.description, value: texts?.joined(separator: ", "), source: source))
        return values
    }

    /// Which file was read, if any.
    mutating func note(file: SettingsFile?) {
        entries.append(Settings.Entry(key: "config", value: file?.shown, source: file?.source ?? .default))
    }

    /// Takes back a value that another key makes meaningless.
    mutating func setAside(_ key: Settings.Key, for other: Settings.Key) {
        for index in entries.indices where entries[index].key == key.rawValue {
            entries[index].value = nil
            entries[index].source = .setAside(for: other)
        }
    }

    /// 0 for a flag, 1 for the environment, 2 for the file; nil for what is not set.
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

/// Which provider gave a value: the reader asks them in their order and stops at the first that has one.
private final class Trace: AccessReporter {
    private let ranks = Mutex<[String: Int]>([:])

    func report(_ event: AccessEvent) {
        guard case .success(.some) = event.result else { return }
        ranks.withLock { $0[event.metadata.key.components.joined(separator: ".")] = event.providerResults.count - 1 }
    }

    func rank(of key: String) -> Int? { ranks.withLock { $0[key] } }
}
