import Catalog
import Foundation
import GRDB
import Hashing
import JSONPages
import Synchronization
import Values

/// A scope that is being listed, with its number in the database and the side file.
public struct StagedScope: Sendable {
    public let scope: Scope
    let id: Int64
    /// Whether an earlier attempt at this run has listed it to its end: then nothing is left to ask.
    public let isDone: Bool
}

/// How the listing of a scope ended.
public enum ScopeEnd: Sendable {
    case complete
    /// It could not be read; nothing of it is deleted.
    case failed(String)
    /// An answer could not be interpreted; nothing of it is deleted.
    case drift(String)
    /// The server does not have it. Whether that is a failure is decided when the run is published.
    case missing(String)
}

/// What one run has listed so far. It lies in a side file beside the database until the run is published.
///
/// `ScopeLister` begins a scope, stages its pages and ends it; `SyncRun` opens, publishes and closes. Nothing here changes a live table
/// before `publish`.
public struct Staging: Sendable {
    public let mirror: MirrorDatabase
    /// When the run began. If it was interrupted and taken up again: when it first began.
    public let startedAt: String
    /// Scopes that an interrupted attempt at this run had listed to their end.
    public let resumedScopes: Int
    /// Whether every record is compared with its row, and not only with the digest of what was received last.
    let rechecks: Bool
    let mappings: [String: RecordMapping]
    let accesses = AccessCount()

    var path: String { Self.path(for: mirror.file) }

    static func path(for database: String) -> String { database + ".staging" }

    /// The field names that a resource's pages are read with.
    public func fields(of resource: Resource) -> [String] { mappings[resource.name]?.fields ?? [] }

    /// Starts listing a scope, or says that it is listed already.
    public func begin(_ scope: Scope) async throws(StoreError) -> StagedScope {
        try await access { db in
            let done = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT id FROM staging.scopes WHERE resource = ? AND scope = ? AND state = 'complete'")
                    .binding([scope.resource, scope.name]))
            if let done { return StagedScope(scope: scope, id: done, isDone: true) }
            let values = scope.values.map(Optional.some) + Array(repeating: nil, count: 3 - scope.values.count)
            let id = try Int64.fetchOne(
                db.cachedStatement(sql: StoreSQL.beginScope).binding([
                    "resource": scope.resource, "scope": scope.name, "value_1": values[0], "value_2": values[1], "value_3": values[2],
                ]))
            guard let id else { throw StoreError.catalog("no number for \(scope)") }
            try forget(id, of: scope, in: db)
            return StagedScope(scope: scope, id: id, isDone: false)
        }
    }

    /// Removes what an interrupted listing has staged: it is listed anew.
    private func forget(_ id: Int64, of scope: Scope, in db: Database) throws {
        guard let mapping = mappings[scope.resource] else { throw StoreError.catalog("no mapping for \(scope.resource)") }
        let listed = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM staging.listed WHERE scope_id = ?)")
        guard try Bool.fetchOne(listed, arguments: [id]) == true else { return }
        for table in mapping.stagedTables {
            try db.execute(sql: "DELETE FROM staging.\(quoted(table)) WHERE _scope = ?", arguments: [id])
        }
        try db.execute(sql: "DELETE FROM staging.listed WHERE scope_id = ?", arguments: [id])
    }

    /// Compares a page with the mirror and keeps what differs.
    public func stage(_ page: RecordPage, in scope: StagedScope) async throws(StoreError) -> StagedPage {
        try await access { db in
            guard let mapping = mappings[scope.scope.resource] else { throw StoreError.catalog("no mapping for \(scope.scope)") }
            return try PageStager(mapping, scope, rechecks: rechecks, db).stage(page)
        }
    }

    /// Ends a scope. What a listing that was read to its end no longer has is gone, unless its rows are kept forever.
    public func end(_ scope: StagedScope, _ end: ScopeEnd, requests: Int, pages: Int, records: Int) async throws(StoreError) {
        try await access { db in
            if case .complete = end, let resource = mirror.catalog[scope.scope.resource], resource.retention == .live {
                try db.cachedStatement(sql: StoreSQL.gone).execute(arguments: ["scope_id": scope.id])
                if rechecks { try Recheck.findIntruders(in: scope, of: resource, mirror.catalog, db) }
            }
            let (state, error) = end.columns
            try db.cachedStatement(sql: StoreSQL.endScope).binding([
                "state": state, "error": error, "requests": requests, "pages": pages, "records": records, "scope_id": scope.id,
            ]).execute()
        }
    }

    /// Reads the mirror and writes the side file. Many accesses share a transaction, because a commit for each page costs more than the page.
    /// What a crash loses is listed again.
    ///
    /// - Throws: `.cancelled` if the task was cancelled; what was listed before stays.
    func access<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws(StoreError) -> Value {
        do {
            return try await mirror.queue.writeWithoutTransaction { db in
                if !db.isInsideTransaction { try db.beginTransaction(.deferred) }
                do {
                    let value = try body(db)
                    if accesses.next().isMultiple(of: Self.accessesPerCommit) { try db.commit() }
                    return value
                } catch {
                    // A run that is stopped keeps what it has. A page that was cut short belongs to a scope that is not done: it is listed anew.
                    if !StoreError.isCancellation(error), db.isInsideTransaction { try db.rollback() }
                    throw error
                }
            }
        } catch {
            // The side file was sound when it was opened.
            throw StoreError(error, path: StoreError.isDamage(error) ? mirror.path : path)
        }
    }

    private static let accessesPerCommit = 100
}

extension ScopeEnd {
    var columns: (state: String, error: String?) {
        switch self {
        case .complete: ("complete", nil)
        case .failed(let error): ("failed", error)
        case .drift(let reason): ("drift", reason)
        case .missing(let error): ("missing", error)
        }
    }
}

extension RecordMapping {
    var stagedTables: [String] { [record.shape.name] + [measures?.shape.name, versions?.shape.name].compactMap { $0 } }
}

extension Staging {
    /// Leaves a record as the mirror has it: it still exists, although the listing has not shown it.
    public func keep(_ key: KeyValue, in scope: StagedScope) async throws(StoreError) {
        try await access { db in
            try db.cachedStatement(sql: "INSERT INTO staging.listed (scope_id, key, digest) VALUES (?, ?, NULL) ON CONFLICT DO NOTHING")
                .binding([scope.id, key]).execute()
        }
    }
}

extension Staging {
    /// Keeps an answer that could not be interpreted.
    public func keepDrift(_ body: [UInt8], of scope: Scope, reason: String, fetchedAt: String) async throws(StoreError) {
        try await access { db in
            try db.cachedStatement(
                sql: StoreSQL.keepDrift
            ).binding([scope.resource, scope.name, reason, fetchedAt, SHA256.hash(body).hex, Data(body)]).execute()
        }
    }

    /// Keeps an answer of the usage endpoint as it came.
    public func keepUsage(_ body: [UInt8], fetchedAt: String) async throws(StoreError) {
        try await access { db in
            try db.cachedStatement(sql: StoreSQL.keepUsage)
                .binding([fetchedAt, SHA256.hash(body).hex, String(decoding: body, as: UTF8.self)]).execute()
        }
    }
}

/// Counts the accesses to a side file, so that many of them share a transaction.
final class AccessCount: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
