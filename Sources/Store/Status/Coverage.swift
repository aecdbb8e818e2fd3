import Catalog
import Foundation
import GRDB

/// How many of a resource's listings have been read, and how well.
public struct Coverage: Sendable {
    public let resource: String
    public let scopes: Int
    /// Listings that were never read to their end.
    public let never: Int
    /// Listings whose newest attempt failed, or could not be interpreted.
    public let failing: Int
    /// Listings whose newest deletions were refused, because there were too many.
    public let refused: Int
    /// Listings that this server does not have, which is no failure.
    public let missing: Int
    /// One of the errors of those that fail.
    public let error: String?
    /// When the listing that was read longest ago, and the one that was read last, were read; times in the mirror's form.
    public let oldest: String?
    public let newest: String?
    /// How many records there are that have such a listing below them; nil for a listing under no parent.
    public let parents: Int?
}

/// The coverage of all resources at one moment.
public struct CoverageReading: Sendable {
    /// One for each resource of the catalog of which a listing is known, in its order.
    public let resources: [Coverage]
    /// How many records each resource has, for resources that others are listed under.
    public let parents: [String: Int]
    public let lastRun: RunRecord?

    /// Reads it now, or as of a past run.
    ///
    /// - Parameter moment: nil for now.
    public init(of path: String, asOf moment: AsOfRun? = nil, catalog: Catalog = .standard) throws(StoreError) {
        self = try reporting(path) {
            try MirrorFile.openForReading(path).unsafeRead { db in
                // All that is read below, by name.
                let named = catalog.resources.map(\.name) + ["sync_runs"]
                try moment?.prepare(db, for: named.joined(separator: " ") + StoreSQL.coverage)
                return try db.inSnapshot { try CoverageReading(db, catalog) }
            }
        }
    }

    init(_ db: Database, _ catalog: Catalog) throws {
        var parents: [String: Int] = [:]
        for resource in catalog.resources where !catalog.listed(under: resource).isEmpty {
            parents[resource.name] = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(quoted(resource.name))")
        }
        let rows = try Row.fetchAll(db, sql: StoreSQL.coverage)
        let known = Dictionary(rows.map { ($0["resource"] as String, $0) }) { first, _ in first }
        resources = catalog.resources.compactMap { resource in
            known[resource.name].map { Coverage($0, parents: resource.parent.flatMap { parents[$0.resource] }) }
        }
        self.parents = parents
        lastRun = try RunRecord.fetch(db, "ORDER BY id DESC")
    }
}

extension Coverage {
    fileprivate init(_ row: Row, parents: Int?) {
        resource = row["resource"]
        scopes = row["scopes"]
        never = row["never"]
        failing = row["failing"]
        refused = row["refused"]
        missing = row["missing"]
        error = row["error"]
        oldest = row["oldest"]
        newest = row["newest"]
        self.parents = parents
    }
}

extension Database {
    /// Runs `body` in a transaction, so that all it reads is of one moment: a run is seen whole or not at all.
    func inSnapshot<Value>(_ body: () throws -> Value) throws -> Value {
        try execute(sql: "BEGIN DEFERRED")
        defer { try? execute(sql: "ROLLBACK") }
        return try body()
    }
}
