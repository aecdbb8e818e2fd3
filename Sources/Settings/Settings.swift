import Catalog
import Values

/// What a user has set, and where each value comes from. Flags come before the environment, and the environment before the file.
///
/// The commands load it once, at their start. It reads the settings file and nothing else.
public struct Settings: Sendable {
    /// The mirror's file. A relative path starts in the working directory, even if it comes from the settings file.
    public let db: String
    /// The API's address as given, without credentials or query. At most one of this and `region` is set; with neither it is the US.
    public let baseURL: String?
    /// A code of one of Workato's data centres (API.md 1), in lower case.
    public let region: String?
    /// The share of each request budget to leave unused, in percent.
    public let reserve: Int
    /// The length of the budgets' window, for tests against a server with shorter windows; nil for the API's own.
    public let rateWindow: Duration?
    /// The columns whose values are kept as keyed hashes, each once.
    public let withhold: [Column]
    /// What is set for single resources, by name.
    public let resources: [String: Resource]
    /// Requests a minute by endpoint group, for groups whose limit Workato's support has raised (API.md 2).
    public let limits: [String: Int]
    /// How many rows may vanish in one run before their deletion is refused.
    public let deletionGuard: DeletionGuard
    /// The pick lists to read, each once (API.md 4.3).
    public let picklists: [PickList]
    /// How months are closed, and who sends the statements.
    public let billing: Billing
    /// The page that the poller writes after each run.
    public let dashboard: Dashboard
    /// How long a poller waits from one run to the next.
    public let every: Duration?
    /// How often a poller compares every record with its row; nil for never.
    public let recheck: Duration?
    /// The address at which metrics are served; nil for no server.
    public let listen: HostPort?
    public let logFormat: LogFormat
    /// How long a query may take; nil for no limit.
    public let timeout: Duration?
    /// How many bytes a value in a query may have.
    public let valueLimit: Int
    /// An entry for each key, for each bound of the guard, for each resource and limit that is set, and for each credential. It holds no
    /// secrets.
    public let provenance: [Entry]

    /// What is set for one resource.
    public struct Resource: Sendable, Hashable {
        /// Nil means that the resource's own default decides.
        public var isEnabled: Bool?
        /// The shortest time between two listings of it.
        public var every: Duration?
    }

    public enum LogFormat: String, Sendable, CaseIterable { case text, json }
}

extension Settings {
    /// Reads all settings.
    ///
    /// - Parameters:
    ///   - flags: the values of flags, as written. Keys without a `flag` are ignored.
    ///   - config: the settings file that the command line names.
    ///   - environment: the process's variables. An empty one counts as absent.
    ///   - directory: where relative paths start, and where `workato-mirror.yaml` is looked for.
    ///   - known: the names that the settings may use.
    /// - Throws: the first error that is found, in the file or in any other source.
    public static func load(
        flags: [Key: String] = [:], config: String? = nil, environment: [String: String], directory: String, known: Known
    ) async throws(SettingsError) -> Settings {
        let environment = environment.filter { !$0.value.isEmpty }
        let file = try SettingsFile.find(named: config, environment: environment, directory: directory, known: known)
        var reader = try await SettingsReader(flags: flags, environment: environment, file: file, known: known)
        reader.note(file: file)
        return try Settings(&reader, known: known, credentials: credentials(in: environment))
    }
}

extension Settings {
    /// Reads every value, in the order of `provenance`.
    init(_ reader: inout SettingsReader, known: Known, credentials: [Entry]) throws(SettingsError) {
        db = try reader.value(Path(.db), .path) ?? Default.db
        (baseURL, region) = try Self.account(&reader)
        reserve = try reader.value(Path(.reserve), .whole(0...99, "a percentage")) ?? Default.reserve
        rateWindow = try reader.value(Path(.rateWindow), .window)
        withhold = try reader.list(Path(.withhold), .column) { column, item, source throws(SettingsError) in
            guard !known.tables.contains(column.table) else { return }
            throw .unknownTable(key: item, source: source, suggestion: Suggestion.nearest(to: column.table, in: known.tables))
        }
        resources = try Self.resources(&reader, known.resources)
        limits = try Self.limits(&reader, known.groups)
        deletionGuard = try Self.deletionGuard(&reader)
        picklists = try reader.list(Path(.picklists), .pickList)
        billing = try Billing(&reader)
        dashboard = try Dashboard(&reader)
        every = try reader.value(Path(.every), .duration)
        recheck = try reader.value(Path(.recheck), .durationOrNever) ?? Default.recheck
        listen = try reader.value(Path(.listen), .hostPort)
        logFormat = try reader.value(Path(.logFormat), .logFormat) ?? Default.logFormat
        timeout = try reader.value(Path(.timeout), .timeout)
        valueLimit = try reader.value(Path(.valueLimit), .size) ?? Default.valueLimit
        provenance = reader.entries + credentials
    }

    /// The address and the region say the same thing. From two sources, the first source's value holds; from one source, they conflict.
    private static func account(_ reader: inout SettingsReader) throws(SettingsError) -> (baseURL: String?, region: String?) {
        let baseURL = try reader.value(Path(.baseURL), .address)
        let region = try reader.value(Path(.region), .region)
        guard let addressRank = reader.rank(of: .baseURL), let regionRank = reader.rank(of: .region) else { return (baseURL, region) }
        if addressRank == regionRank { throw .conflict(of: .baseURL, and: .region, source: reader.source(of: Path(.region))) }
        let isByAddress = addressRank < regionRank
        reader.setAside(isByAddress ? .region : .baseURL, for: isByAddress ? .baseURL : .region)
        return isByAddress ? (baseURL, nil) : (nil, region)
    }

    private static func resources(_ reader: inout SettingsReader, _ names: Set<String>) throws(SettingsError) -> [String: Resource] {
        var resources: [String: Resource] = [:]
        for name in names.sorted() {
            let isEnabled = try reader.value(.isEnabled(name), .bool)
            let every = try reader.value(.every(name), .duration)
            if isEnabled != nil || every != nil { resources[name] = Resource(isEnabled: isEnabled, every: every) }
        }
        return resources
    }

    private static func deletionGuard(_ reader: inout SettingsReader) throws(SettingsError) -> DeletionGuard {
        let standard = Default.deletionGuard
        let rows = ValueParser.whole(0...1_000_000_000, "a number of rows")
        return DeletionGuard(
            rows: try reader.value(.bound("rows"), rows, or: standard.rows),
            percent: try reader.value(.bound("percent"), .whole(0...100, "a percentage"), or: standard.percent),
            empty: try reader.value(.bound("empty"), rows, or: standard.empty))
    }

    private static func limits(_ reader: inout SettingsReader, _ groups: Set<String>) throws(SettingsError) -> [String: Int] {
        var limits: [String: Int] = [:]
        for group in groups.sorted() {
            limits[group] = try reader.value(.limit(group), .whole(1...1_000_000, "requests a minute,"))
        }
        return limits
    }
}
