/// What can be wrong with the settings. No case carries a value, only keys, files and lines: a value may be a secret.
public enum SettingsError: Error, Sendable, Equatable {
    case missingFile(path: String, source: Settings.Source)
    case unreadable(path: String, reason: String)
    case syntax(at: FilePlace, problem: String)
    case secret(key: String, at: FilePlace)
    case unknownKey(key: String, at: FilePlace, suggestion: String?, known: [String])
    case shape(key: String, at: FilePlace, expected: String)
    case invalid(key: String, source: Settings.Source, expected: String)
    case unknownTable(key: String, source: Settings.Source, suggestion: String?)
    case conflict(of: Settings.Key, and: Settings.Key, source: Settings.Source)
}

/// A line of the settings file.
public struct FilePlace: Sendable, Hashable, CustomStringConvertible {
    public let file: String
    /// Counted from 1; nil if the parser does not say.
    public let line: Int?

    public var description: String { line.map { "\(file):\($0)" } ?? file }
}

extension SettingsError {
    /// The exit code of the program. All of these are errors of usage.
    public var exitCode: Int32 { 64 }
}

extension SettingsError: CustomStringConvertible {
    /// What is wrong, in one line that begins with its subject.
    public var description: String {
        switch self {
        case .missingFile(let path, let source): "\(path): there is no such file (\(source))"
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .syntax(let place, let problem): "\(place): this is not YAML: \(problem)"
        case .secret(let key, let place): "\(place): '\(key)' is a credential, and credentials are not read from a file"
        case .unknownKey(let key, let place, _, _): "\(place): unknown key '\(key)'"
        case .shape(let key, let place, let expected): "\(place): '\(key)' has to be \(expected)"
        case .invalid(let key, let source, let expected): "\(key) (\(source)) is not valid: expected \(expected)"
        case .unknownTable(let key, let source, _): "\(key) (\(source)) names no table of the mirror"
        case .conflict(let one, let other, let source):
            "\(one.rawValue) and \(other.rawValue) are both set (\(source)), and each says where the API is"
        }
    }

    /// What to do about it.
    public var hint: String? {
        switch self {
        case .missingFile: "name a file that exists, or none"
        case .unreadable: "it has to be a plain file, of YAML in UTF-8, that this user may read"
        case .syntax: "Documentation/workato-mirror.yaml shows how the file is written"
        case .secret:
            "take it out of the file (and renew it, if others could read the file); "
                + "set WORKATO_API_TOKEN, or WORKATO_USER_EMAIL and WORKATO_USER_TOKEN, in the environment"
        case .unknownKey(let key, _, _, _) where key == Settings.Key.rateWindow.rawValue:
            "it is for tests, and read from \(Settings.Key.rateWindow.variable) alone"
        case .unknownKey(_, _, let suggestion, let known):
            suggestion.map { "did you mean '\($0)'?" } ?? "there are: \(known.joined(separator: ", "))"
        case .shape, .invalid: "Documentation/configuration.md has every key, and what it takes"
        case .unknownTable(_, _, let suggestion):
            suggestion.map { "did you mean '\($0)'?" } ?? "Documentation/tables.md has them all"
        case .conflict(let one, let other, _): "keep \(one.rawValue) or \(other.rawValue)"
        }
    }
}
