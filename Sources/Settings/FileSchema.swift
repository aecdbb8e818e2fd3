/// What the file may hold at one place.
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

    /// The whole file.
    static func file(_ known: Settings.Known) -> FileSchema {
        let keys = Settings.Key.allCases.filter(\.isInFile)
        return .map(Dictionary(uniqueKeysWithValues: keys.map { ($0.rawValue, shape(of: $0, known)) }))
    }

    private static func shape(of key: Settings.Key, _ known: Settings.Known) -> FileSchema {
        switch key {
        case .withhold, .picklists: .list
        case .resources: map(known.resources, of: .map(["enabled": .value, "every": .value]))
        case .limits: map(known.groups, of: .value)
        case .deletionGuard: map(Set(Settings.Path.bounds), of: .value)
        default: .value
        }
    }

    private static func map(_ names: Set<String>, of shape: FileSchema) -> FileSchema {
        .map(Dictionary(uniqueKeysWithValues: names.map { ($0, shape) }))
    }
}
