import Catalog
import Foundation
import GRDB
import Hashing

extension Staging {
    /// Opens the side file: the one that an interrupted run left, if the mirror is still what it was compared with and
    /// it is not older than a day; otherwise a new one.
    ///
    /// - Parameters:
    ///   - now: the time in the mirror's form.
    ///   - yesterday: a day before, in the same form.
    ///   - reading: how answers are changed before they are staged: what was staged under another reading, or of another account, is of
    ///     no use.
    ///   - resumes: whether an interrupted run may be taken up.
    ///   - rechecks: compares every record with its row, whatever the digests say.
    public static func open(
        beside mirror: MirrorDatabase, now: String, yesterday: String, reading: String = "", rechecks: Bool = false, resumes: Bool = true
    ) throws(StoreError) -> Staging {
        let path = path(for: mirror.file)
        return try reporting(path) {
            let mappings = try mirror.queue.read { db in
                try mirror.catalog.resources.map { try RecordMapping($0, in: mirror.catalog, db) }
            }
            let identity = SHA256.hash(mappings.flatMap(\.seed.bytes) + Array("\(reading) \(mirror.account) \(rechecks)".utf8)).hex
            let startedAt =
                try (resumes ? resume(mirror, path, identity: identity, since: yesterday, until: now) : nil)
                ?? create(mirror, path, mappings, identity: identity, now: now)
            let resumed = try mirror.queue.read { db in
                try Int.fetchOne(db, sql: "SELECT count(*) FROM staging.scopes WHERE state = 'complete'") ?? 0
            }
            return Staging(
                mirror: mirror, startedAt: startedAt, resumedScopes: resumed, rechecks: rechecks,
                mappings: Dictionary(uniqueKeysWithValues: mappings.map { ($0.resource.name, $0) }))
        }
    }

    /// - Returns: when the interrupted run began; nil if there is none that can be taken up.
    private static func resume(_ mirror: MirrorDatabase, _ path: String, identity: String, since: String, until: String) throws -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do { try attach(path, to: mirror) } catch let error as DatabaseError where Self.isUseless(error) {
            try? mirror.queue.writeWithoutTransaction { try $0.execute(sql: "DETACH DATABASE staging") }
            return nil
        }
        let startedAt = try? mirror.queue.read { db in
            guard try String.fetchOne(db, sql: "PRAGMA staging.quick_check") == "ok" else { return String?.none }
            return try String.fetchOne(
                db, sql: "SELECT started_at FROM staging.run WHERE base_run = ? AND mapping = ? AND started_at > ? AND started_at <= ?",
                arguments: [Run.lastPublished(in: db), identity, since, until])
        }
        if let startedAt { return startedAt }
        try mirror.queue.writeWithoutTransaction { try $0.execute(sql: "DETACH DATABASE staging") }
        return nil
    }

    /// Whether the side file cannot be read: then a new one takes its place.
    private static func isUseless(_ error: DatabaseError) -> Bool { error.resultCode == .SQLITE_NOTADB || StoreError.isDamage(error) }

    private static func create(
        _ mirror: MirrorDatabase, _ path: String, _ mappings: [RecordMapping], identity: String, now: String
    ) throws -> String {
        try remove(path)
        try createPrivateFile(path)
        try attach(path, to: mirror)
        try mirror.queue.writeWithoutTransaction { db in
            try db.inTransaction(.deferred) {
                try db.execute(sql: StoreSQL.staging)
                for mapping in mappings {
                    try db.execute(sql: mapping.record.create)
                    if let measures = mapping.measures { try db.execute(sql: measures.create) }
                    if let versions = mapping.versions { try db.execute(sql: versions.create) }
                }
                try db.execute(
                    sql: "INSERT INTO staging.run (started_at, base_run, mapping) VALUES (?, ?, ?)",
                    arguments: [now, Run.lastPublished(in: db), identity])
                return .commit
            }
        }
        return now
    }

    private static func attach(_ path: String, to mirror: MirrorDatabase) throws {
        try mirror.queue.writeWithoutTransaction { db in
            try db.execute(sql: "ATTACH DATABASE ? AS staging", arguments: [path])
            // After a kill the file must still be readable; after a loss of power it may be lost.
            try db.execute(
                sql: """
                    PRAGMA staging.page_size = 8192; PRAGMA staging.locking_mode = EXCLUSIVE;
                    PRAGMA staging.journal_mode = TRUNCATE; PRAGMA staging.synchronous = OFF
                    """)
        }
    }

    private static func remove(_ path: String) throws {
        for suffix in ["", "-journal", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.removeItem(atPath: path + suffix)
        }
    }

    /// Ends the transaction that the listings share.
    func commit() throws {
        try mirror.queue.writeWithoutTransaction { if $0.isInsideTransaction { try $0.commit() } }
    }

    /// Closes the side file. With `keep` the next run may take it up; otherwise it is removed.
    public func close(keep: Bool) throws(StoreError) {
        try reporting(path) {
            try commit()
            try mirror.queue.writeWithoutTransaction { try $0.execute(sql: "DETACH DATABASE staging") }
            if !keep { try Self.remove(path) }
        }
    }
}
