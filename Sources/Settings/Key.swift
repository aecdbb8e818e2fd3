import Catalog

extension Settings {
    /// Everything that a user can set. The raw value is its name in the file. A test compares the documentation with this list.
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
        case billing
        case dashboard
        case every
        case recheck
        case listen
        case logFormat = "log_format"
        case timeout
        case valueLimit = "value_limit"
    }
}

extension Settings.Key {
    /// The value if nothing is set, as text; nil if there is none.
    public var defaultText: String? {
        switch self {
        case .db: Settings.Default.db
        case .reserve: String(Settings.Default.reserve)
        case .deletionGuard: Settings.Default.guardText
        case .recheck: Unit.text(of: Settings.Default.recheck)
        case .logFormat: Settings.Default.logFormat.rawValue
        case .valueLimit: Unit.text(ofBytes: Settings.Default.valueLimit)
        default: nil
        }
    }

    /// The flag of the commands that have it; nil if no command has one.
    public var flag: String? {
        switch self {
        case .db, .baseURL, .region, .reserve, .every, .listen, .logFormat, .timeout, .valueLimit: "--" + rawValue.replacing("_", with: "-")
        case .rateWindow, .withhold, .resources, .limits, .deletionGuard, .picklists, .billing, .dashboard, .recheck: nil
        }
    }

    /// The environment variable. For a map, the name of an entry follows: `WORKATO_MIRROR_LIMITS_RECIPES`.
    public var variable: String { Settings.Path(self).variable }

    /// Whether the file may hold it. A shortened window that is left in a file would make a sync exceed the real API's limits.
    public var isInFile: Bool { self != .rateWindow }

    /// The first words of the variable. What describes the account and not this program has a variable that other tools can share.
    var prefix: [String] {
        switch self {
        case .baseURL, .region, .rateWindow: ["workato"]
        default: ["workato", "mirror"]
        }
    }
}

extension Settings {
    /// The values that hold if nothing is set. Their texts are made from them.
    enum Default {
        static let db = "mirror.db"
        static let reserve = 10
        static let recheck = Duration.seconds(7 * 86_400)
        static let logFormat = LogFormat.text
        static let valueLimit = 64_000_000
        static let deletionGuard = DeletionGuard()

        static var guardText: String {
            "rows: \(deletionGuard.rows), percent: \(deletionGuard.percent), empty: \(deletionGuard.empty)"
        }
    }

    /// The path of one value in the file: `reserve`, or `resources.recipes.every`.
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

        static func billing(_ name: BillingKey) -> Path { Path(.billing, name.rawValue) }

        static func dashboard(_ name: DashboardKey) -> Path { Path(.dashboard, name.rawValue) }

        static func bound(_ name: String) -> Path { Path(.deletionGuard, name) }

        /// The keys under `guard`.
        static let bounds = ["rows", "percent", "empty"]

        /// The paths of all values and lists.
        static func all(_ known: Known) -> [Path] {
            Key.allCases.map { Path($0) } + known.groups.map(limit) + bounds.map(bound) + BillingKey.allCases.map(billing)
                + DashboardKey.allCases.map(dashboard)
                + known.resources.flatMap { [isEnabled($0), every($0)] }
        }

        var components: [String] { [key.rawValue] + names }
        var description: String { components.joined(separator: ".") }
        var variable: String { (key.prefix + components).joined(separator: "_").uppercased() }
    }
}
