extension Settings {
    /// Where a value comes from.
    public enum Source: Sendable, Hashable, CustomStringConvertible {
        case flag(String)
        case environment(String)
        case file(String)
        case `default`
        /// Set, but not used: another key that comes first says the same thing.
        case setAside(for: Key)

        public var description: String {
            switch self {
            case .flag(let name): "flag \(name)"
            case .environment(let variable): "environment \(variable)"
            case .file(let path): path
            case .default: "default"
            case .setAside(let key): "set aside: \(key.rawValue) comes first"
            }
        }
    }

    /// One setting in a form that may be shown: it holds no secrets.
    public struct Entry: Sendable, Hashable {
        /// The key, with dots where it is nested; for a credential, its variable.
        public let key: String
        /// As written, the items of a list with commas between them; `set` or `not set` for a credential; nil if nothing sets it and it has no
        /// default.
        public var value: String?
        public var source: Source

        public init(key: String, value: String?, source: Source) {
            self.key = key
            self.value = value
            self.source = source
        }
    }

    /// The variables of credentials. `PartnerAPI` reads them; this module only looks whether they are set.
    static let credentialVariables = ["WORKATO_API_TOKEN", "WORKATO_USER_EMAIL", "WORKATO_USER_TOKEN"]

    static func credentials(in environment: [String: String]) -> [Entry] {
        credentialVariables.map { variable in
            let isSet = environment[variable] != nil
            return Entry(key: variable, value: isSet ? "set" : "not set", source: isSet ? .environment(variable) : .default)
        }
    }
}
