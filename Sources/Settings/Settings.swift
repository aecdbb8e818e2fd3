import Catalog

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
    public let listen: String?
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
        var lookup = try await Lookup(flags: flags, environment: environment, file: file, known: known)
        lookup.note(file: file)
        return try Settings(&lookup, known: known, credentials: credentials(in: environment))
    }
}
