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
    /// The digest of the run's link in the chain, which is the chain's head now.
    public internal(set) var chainHead = ""
    /// Views of lookup tables that could not be made.
    public internal(set) var omittedViews: [OmittedView] = []
    /// For a run that compared every record with its row: the rows that were not as they had been received. Nil for other runs.
    public internal(set) var repairs: [Repair]?
}

/// Rows of one table that another program has changed, made or deleted.
public struct Repair: Sendable, Hashable {
    public let table: String
    public let rows: Int
    /// The keys of some of them, such as `7/2026-10`.
    public let keys: [String]
    /// Whether they are now as the API has them. Extra rows stay in a table that nothing is ever deleted from.
    public let isMade: Bool
}

/// A resource whose deletions were not published, because there were too many.
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
                let run = try Run.next(in: db)
                // Bound whole: an error may quote what came from a server.
                try db.makeStatement(sql: StoreSQL.writeRun).binding([
                    "id": run, "started_at": report.startedAt, "finished_at": report.finishedAt,
                    "state": RunState.failed.rawValue, "requests": requests, "pages": 0, "records": 0, "inserts": 0, "updates": 0,
                    "deletes": 0, "tool_version": report.toolVersion, "base_url": account, "error": error,
                ]).execute()
                try Chain(db).link(run: run)
            }
        }
    }
}
