import Catalog

extension Settings {
    /// What a user may set: its name in the file, and all else that is known of it. The documentation is checked against this list.
    public enum Key: String, CaseIterable, Sendable {
        case db
        case baseURL = "base_url"
        case region
        case reserve
        case rateWindow = "rate_window"
        case withhold
        case resources
        case limits
        case deletionGuard = "guard"
        case picklists
        case every
        case recheck
        case listen
        case logFormat = "log_format"
        case timeout
        case valueLimit = "value_limit"
    }
}

extension Settings.Key {
    /// What holds where nothing is set; nil where that is nothing.
    public var defaultText: String? {
        switch self {
        case .db: Settings.Default.db
        case .reserve: String(Settings.Default.reserve)
        case .deletionGuard: Settings.Default.guardText
        case .recheck: Settings.Default.recheckText
        case .logFormat: Settings.Default.logFormat.rawValue
        case .valueLimit: Settings.Default.valueLimit
        default: nil
        }
    }

    /// The flag on the command line, of the commands that have it; nil for what no command line says.
    public var flag: String? {
        switch self {
        case .db, .baseURL, .region, .reserve, .every, .listen, .logFormat, .timeout, .valueLimit: "--" + rawValue.replacing("_", with: "-")
        case .rateWindow, .withhold, .resources, .limits, .deletionGuard, .picklists, .recheck: nil
        }
    }

    /// The variable of the environment. For a map, the names of its keys follow: `WORKATO_MIRROR_LIMITS_RECIPES`.
    public var variable: String { Settings.Path(self).variable }

    /// Whether the file may hold it: a scaled window left in a file would let a sync run over the real API's limits.
    public var isInFile: Bool { self != .rateWindow }

    /// What belongs to the account and not to this program has its variable in common with other tools.
    var prefix: [String] {
        switch self {
        case .baseURL, .region, .rateWindow: ["workato"]
        default: ["workato", "mirror"]
        }
    }
}

extension Settings {
    enum Default {
        static let db = "mirror.db"
        static let reserve = 10
        static let recheckText = "7d"
        static let recheck: Duration? = .seconds(7 * 86_400)
        static let logFormat = LogFormat.text
        static let valueLimit = "64MB"
        static let deletionGuard = DeletionGuard()

        static var guardText: String {
            "rows: \(deletionGuard.rows), percent: \(deletionGuard.percent), empty: \(deletionGuard.empty)"
        }
    }

    /// Where one value stands: `reserve`, or `resources.recipes.every`.
    struct Path: Sendable, Hashable, CustomStringConvertible {
        let key: Key
        let names: [String]

        init(_ key: Key, _ names: String...) {
            self.key = key
            self.names = names
        }

        static func limit(_ group: String) -> Path { Path(.limits, group) }
        static func isEnabled(_ resource: String) -> Path { Path(.resources, resource, "enabled") }
        static func every(_ resource: String) -> Path { Path(.resources, resource, "every") }

        static func bound(_ name: String) -> Path { Path(.deletionGuard, name) }

        /// What the guard takes.
        static let bounds = ["rows", "percent", "empty"]

        /// Every place that can hold a value or a list.
        static func all(_ known: Known) -> [Path] {
            Key.allCases.map { Path($0) } + known.groups.map(limit) + bounds.map(bound)
                + known.resources.flatMap { [isEnabled($0), every($0)] }
        }

        var components: [String] { [key.rawValue] + names }
        var description: String { components.joined(separator: ".") }
        var variable: String { (key.prefix + components).joined(separator: "_").uppercased() }
    }
}
