import GRDB
import Values

/// A run as it was published.
public struct PublishedRun: Sendable {
    public let id: Int64
    public let state: RunState
    /// Records of the resources' own tables; their children and counters are not counted.
    public let inserts: Int
    public let updates: Int
    public let deletes: Int
    public let refusals: [Refusal]
    public let resources: [ResourceSummary]
    /// Views of lookup tables that could not be made.
    public internal(set) var omittedViews: [OmittedView] = []
    /// Of a run that compared every record with its row: what the file had otherwise than it was received. Nil for other runs.
    public internal(set) var repairs: [Repair]?
}

/// Rows of one table that something else than a run had changed, made or deleted.
public struct Repair: Sendable, Hashable {
    public let table: String
    public let rows: Int
    /// The keys of some of them, such as `7/2026-10`.
    public let keys: [String]
    /// Whether they are as the API has them again. Rows of a table that nothing is ever deleted from are left, although no answer has
    /// ever had them.
    public let isMade: Bool
}

/// A resource whose deletions were not published, because there were too many to be believed.
public struct Refusal: Sendable, Hashable {
    public let resource: String
    public let gone: Int
    public let live: Int
}

/// How a resource's listings went in a run.
public struct ResourceSummary: Sendable {
    public let resource: String
    public let scopes: Int
    public let failed: Int
    public let drifted: Int
    /// Scopes that this server does not have, which is no failure.
    public let missing: Int
    public let requests: Int
    public let pages: Int
    public let records: Int
    public let changes: Int
    /// One of the errors, if there are any.
    public let error: String?
}

/// What a run says of itself.
public struct RunReport: Sendable {
    public let startedAt: String
    public let finishedAt: String
    public let toolVersion: String

    public init(startedAt: String, finishedAt: String, toolVersion: String) {
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.toolVersion = toolVersion
    }
}

/// Which resources may lose more rows than the guard believes.
public enum AllowedDeletes: Sendable {
    case none, all
    case resources(Set<String>)

    func contains(_ resource: String) -> Bool {
        switch self {
        case .none: false
        case .all: true
        case .resources(let names): names.contains(resource)
        }
    }
}

enum Run {
    /// The number of the newest run that changed what readers see, or 0.
    static func lastPublished(in db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT max(id) FROM main.sync_runs WHERE state <> 'failed'") ?? 0
    }

    static func next(in db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT coalesce(max(id), 0) + 1 FROM main.sync_runs") ?? 1
    }
}

extension MirrorDatabase {
    /// Records a run that ended before anything could be published.
    public func recordFailure(_ report: RunReport, error: String, requests: Int) throws(StoreError) {
        try reporting(path) {
            try queue.write { db in
                try db.makeStatement(
                    sql: """
                        INSERT INTO sync_runs (id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes,
                            tool_version, base_url, error)
                        VALUES (?, ?, ?, 'failed', ?, 0, 0, 0, 0, 0, ?, ?, ?)
                        """
                ).binding([Run.next(in: db), report.startedAt, report.finishedAt, requests, report.toolVersion, account, error]).execute()
            }
        }
    }
}
