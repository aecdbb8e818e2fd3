import Catalog
import Values

/// What a user has set, and where each value came from: flags come before the environment, the environment before the file.
public struct Settings: Sendable {
    /// The mirror's file. A relative path, also one from the file, starts in the working directory.
    public let db: String
    /// The API's address as given, without credentials or query; at most one of this and `region` is set, and neither means the US.
    public let baseURL: String?
    /// A code of one of Workato's data centres (API.md 1), in lower case.
    public let region: String?
    /// The share of each budget of requests to leave unused, in percent.
    public let reserve: Int
    /// How long the budgets' window is, for tests against a server with scaled windows; nil for the API's own.
    public let rateWindow: Duration?
    /// The columns of which a keyed hash is kept instead of the value, each once.
    public let withhold: [Column]
    /// What is set for single resources, by name.
    public let resources: [String: Resource]
    /// Requests a minute by endpoint group, where Workato's support has raised them (API.md 2).
    public let limits: [String: Int]
    /// How much may look gone before a run takes it for a mistake.
    public let deletionGuard: DeletionGuard
    /// The pick lists to read, each once (API.md 4.3).
    public let picklists: [PickList]
    /// How long a poller waits from one run to the next.
    public let every: Duration?
    /// How often a poller compares every record with its row; nil for never.
    public let recheck: Duration?
    /// Where metrics are served, as `HOST:PORT`.
    public let listen: HostPort?
    public let logFormat: LogFormat
    /// How long a query may take; nil for as long as it takes.
    public let timeout: Duration?
    /// How many bytes a value of a query may have.
    public let valueLimit: Int
    /// One entry a key that could be set, one for each bound of the guard, one for each resource and limit that is set, one a
    /// credential; no secrets.
    public let provenance: [Entry]

    /// What is set for one resource.
    public struct Resource: Sendable, Hashable {
        /// Nil leaves it to the resource whether it is mirrored.
        public var isEnabled: Bool?
        /// List it at most so often.
        public var every: Duration?
    }

    public enum LogFormat: String, Sendable, CaseIterable { case text, json }
}

extension Settings {
    /// Reads what is set.
    ///
    /// - Parameters:
    ///   - flags: what the command line says, as written; keys without a `flag` are left out.
    ///   - config: the file that the command line names.
    ///   - environment: of the process; a variable that is empty counts as absent.
    ///   - directory: where relative paths of files start, and where `workato-mirror.yaml` is looked for.
    ///   - known: the names that the keys are checked against.
    /// - Throws: the first thing that is wrong, be it in the file or anywhere else.
    public static func load(
        flags: [Key: String] = [:], config: String? = nil, environment: [String: String], directory: String, known: Known
    ) async throws(SettingsError) -> Settings {
        let environment = environment.filter { !$0.value.isEmpty }
        let file = try SettingsFile.find(named: config, environment: environment, directory: directory, known: known)
        var lookup = try await SettingsReader(flags: flags, environment: environment, file: file, known: known)
        lookup.note(file: file)
        return try Settings(&lookup, known: known, credentials: credentials(in: environment))
    }
}

extension Settings {
    /// Asks for everything, in the order of `provenance`.
    init(_ lookup: inout SettingsReader, known: Known, credentials: [Entry]) throws(SettingsError) {
        db = try lookup.value(Path(.db), .path) ?? Default.db
        (baseURL, region) = try Self.account(&lookup)
        reserve = try lookup.value(Path(.reserve), .whole(0...99, "a percentage")) ?? Default.reserve
        rateWindow = try lookup.value(Path(.rateWindow), .window)
        withhold = try lookup.list(.withhold, .column) { column, item, source throws(SettingsError) in
            guard !known.tables.contains(column.table) else { return }
            throw .unknownTable(key: item, source: source, suggestion: Suggestion.nearest(to: column.table, in: known.tables))
        }
        resources = try Self.resources(&lookup, known.resources)
        limits = try Self.limits(&lookup, known.groups)
        deletionGuard = try Self.deletionGuard(&lookup)
        picklists = try lookup.list(.picklists, .pickList)
        every = try lookup.value(Path(.every), .duration)
        recheck = try lookup.value(Path(.recheck), .durationOrNever) ?? Default.recheck
        listen = try lookup.value(Path(.listen), .hostPort)
        logFormat = try lookup.value(Path(.logFormat), .logFormat) ?? Default.logFormat
        timeout = try lookup.value(Path(.timeout), .timeout)
        valueLimit = try lookup.value(Path(.valueLimit), .size) ?? ValueParser.size.parse(Default.valueLimit) ?? 0
        provenance = lookup.entries + credentials
    }

    /// The address and the region say the same thing: from two sources the first one's holds, from one source they contradict.
    private static func account(_ lookup: inout SettingsReader) throws(SettingsError) -> (baseURL: String?, region: String?) {
        let baseURL = try lookup.value(Path(.baseURL), .address)
        let region = try lookup.value(Path(.region), .region)
        guard let addressRank = lookup.rank(of: .baseURL), let regionRank = lookup.rank(of: .region) else { return (baseURL, region) }
        if addressRank == regionRank { throw .conflict(of: .baseURL, and: .region, source: lookup.source(of: Path(.region))) }
        let isByAddress = addressRank < regionRank
        lookup.setAside(isByAddress ? .region : .baseURL, for: isByAddress ? .baseURL : .region)
        return isByAddress ? (baseURL, nil) : (nil, region)
    }

    private static func resources(_ lookup: inout SettingsReader, _ names: Set<String>) throws(SettingsError) -> [String: Resource] {
        var resources: [String: Resource] = [:]
        for name in names.sorted() {
            let isEnabled = try lookup.value(.isEnabled(name), .bool)
            let every = try lookup.value(.every(name), .duration)
            if isEnabled != nil || every != nil { resources[name] = Resource(isEnabled: isEnabled, every: every) }
        }
        return resources
    }

    private static func deletionGuard(_ lookup: inout SettingsReader) throws(SettingsError) -> DeletionGuard {
        let standard = Default.deletionGuard
        let rows = ValueParser.whole(0...1_000_000_000, "a number of rows")
        return DeletionGuard(
            rows: try lookup.value(.bound("rows"), rows, or: standard.rows),
            percent: try lookup.value(.bound("percent"), .whole(0...100, "a percentage"), or: standard.percent),
            empty: try lookup.value(.bound("empty"), rows, or: standard.empty))
    }

    private static func limits(_ lookup: inout SettingsReader, _ groups: Set<String>) throws(SettingsError) -> [String: Int] {
        var limits: [String: Int] = [:]
        for group in groups.sorted() {
            limits[group] = try lookup.value(.limit(group), .whole(1...1_000_000, "requests a minute,"))
        }
        return limits
    }
}
