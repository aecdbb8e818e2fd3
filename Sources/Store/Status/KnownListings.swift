import Catalog
import GRDB

/// What the mirror knows of a resource's listings.
public struct KnownListings: Sendable {
    public let scopes: Int
    /// Scopes that were not read to their end recently enough.
    public let due: Int
    /// What the due scopes cost if nothing has changed.
    public let requests: Int
    /// Scopes that were never read to their end.
    public let never: Int
    /// When the scope that was read longest ago, and the one that was read last, were read; times in the mirror's form.
    public let oldest: String?
    public let newest: String?
}

extension MirrorDatabase {
    /// - Parameter since: listings read since then are not due; nil if all are.
    public func knownListings(of resource: Resource, since: String?) throws(StoreError) -> KnownListings {
        try reporting(path) {
            try queue.read { db in
                let arguments: StatementArguments = ["resource": resource.name, "since": since ?? "9999"]
                guard let row = try Row.fetchOne(db, sql: StoreSQL.knownListings, arguments: arguments) else {
                    throw StoreError.catalog("no answer about \(resource.name)")
                }
                return KnownListings(
                    scopes: row["scopes"], due: row["due"], requests: row["requests"], never: row["never"], oldest: row["oldest"],
                    newest: row["newest"])
            }
        }
    }

    /// When the last complete run ended, by the order of the runs; a time in the mirror's form. The file is only read, even while a sync writes
    /// it.
    public static func lastComplete(in path: String) throws(StoreError) -> String? {
        try reporting(path) {
            try MirrorFile.openForReading(path).read { db in
                try String.fetchOne(db, sql: "SELECT finished_at FROM sync_runs WHERE state = 'complete' ORDER BY id DESC LIMIT 1")
            }
        }
    }

    /// The digest of the newest link of the chain; nil if the file has none.
    public static func chainHead(in path: String) throws(StoreError) -> String? {
        try reporting(path) {
            try MirrorFile.openForReading(path).read { try $0.tableExists("chain_links") ? Chain($0).head : nil }
        }
    }

    /// How many records of a resource there are.
    ///
    /// - Parameter values: only those whose columns have these values.
    public func count(of resource: Resource, where values: [String: String] = [:]) throws(StoreError) -> Int {
        try reporting(path) {
            try queue.read { db in
                let conditions = ["true"] + values.keys.sorted().map { "\(quoted($0)) = :\($0)" }
                return try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM main.\(quoted(resource.name)) WHERE \(conditions.joined(separator: " AND "))",
                    arguments: StatementArguments(values)) ?? 0
            }
        }
    }
}
