import Catalog
import Foundation
import GRDB

/// The database file, opened by the one sync that may write it. Whoever only reads comes in by `MirrorFile`.
public struct MirrorDatabase: Sendable {
    /// `application_id` in the file's header: "WkMr". It tells our files from others, as `FileIdentity` says.
    static let applicationID: Int32 = 0x576B_4D72

    /// As the user named it.
    public let path: String
    /// The file itself: an absolute path with links followed. Files beside it are named after it, whatever name it was opened by.
    let file: String
    public let catalog: Catalog
    /// The partner's base URL that the sync asks; empty where the file is only read.
    let account: String
    let queue: DatabaseQueue

    /// Opens the file for a sync, makes it if it is missing, and brings its schema up to date.
    ///
    /// - Parameter account: the partner's base URL. A file that mirrors another one is refused; it becomes this one's with the first run
    ///     that has read something of it.
    public static func open(_ path: String, catalog: Catalog = .standard, account: String) throws(StoreError) -> MirrorDatabase {
        try open(path, schema: Schema(catalog: catalog), account: account)
    }

    /// Opens a mirror to write what is no run into it, such as a closed month. It belongs to its account as before, and syncs may be at work
    /// meanwhile. The schema is brought up to date, if no sync is at work then.
    ///
    /// - Throws: `.missing` or `.noRuns` where there is nothing to write about; no file is made.
    public static func openPublished(_ path: String, catalog: Catalog = .standard) throws(StoreError) -> MirrorDatabase {
        let schema = Schema(catalog: catalog)
        let isCurrent = try reporting(path) {
            try MirrorFile.openForReading(path).read { db in
                try MirrorFile.requirePublishedRun(in: db, of: path)
                return try schema.isCurrent(in: db)
            }
        }
        if isCurrent { return try open(path, schema: schema, account: nil) }
        let lock = try SyncLock(for: path)
        let database = try open(path, schema: schema, account: nil)
        _ = consume lock
        return database
    }

    /// Runs `body` in one transaction: all that it writes is in the file, or nothing.
    public func transaction<Value>(_ body: (Database) throws -> Value) throws -> Value { try queue.write(body) }

    /// - Parameter account: nil if the file keeps its own.
    static func open(_ path: String, schema: Schema, account: String?) throws(StoreError) -> MirrorDatabase {
        try reporting(path) {
            try createPrivateFile(path)
            let file = FilePath.resolved(path)
            if let name = FilePath.otherNameWithLog(of: file) { throw StoreError.otherLog(path: path, name: name) }
            if MirrorPlace.isInSnapshot(file) { throw StoreError.inSnapshot(path: path) }
            let queue = try DatabaseQueue(path: file, configuration: configuration)
            let identity = try queue.read { try checkOwnership($0, schema, path: path) }
            // Whoever made the empty file: what comes into it now is for its owner alone. SQLite gives its log the same mode.
            if identity == .empty { chmod(file, 0o600) }
            try queue.writeWithoutTransaction { db in
                // WAL: readers go on while a run is published, and see the run whole or not at all.
                // Pages of 8 KB, in new files only: a recipe's code fills most of a page of 4 KB, so that twice as many would be written.
                try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
                // Set before the first table is made: a file whose making was cut short must still be known as ours.
                try db.execute(sql: "PRAGMA application_id = \(applicationID)")
                // A dump has not kept what is derived either, such as the places of old versions.
                if identity == .restored { try db.execute(sql: "DELETE FROM mirror_meta WHERE name = 'derived_sha256'") }
            }
            try schema.migrate(queue)
            if let account { try queue.read { try Account.check(account, of: path, in: $0) } }
            return MirrorDatabase(path: path, file: file, catalog: schema.catalog, account: account ?? "", queue: queue)
        }
    }

    /// What holds for every connection that writes.
    private static var configuration: Configuration {
        var configuration = Configuration()
        // A child may arrive before its parent is known: keys are not enforced between mirrored tables.
        configuration.foreignKeysEnabled = false
        // A run's listings share transactions on the side file, which stay open from one access to the next.
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(5)
        configuration.label = "mirror"
        configuration.prepareDatabase { db in
            FieldFunctions.register(in: db)
            RowFunctions.register(in: db)
        }
        return configuration
    }

    private static func checkOwnership(_ db: Database, _ schema: Schema, path: String) throws -> FileIdentity {
        let identity = try FileIdentity(db)
        guard identity != .foreign else { throw StoreError.notOurs(path: path) }
        if identity != .empty, try schema.isOlder(than: db) { throw StoreError.newerSchema(path: path) }
        if try ChainRenewal.isRedacted(db) { throw StoreError.redacted(path: path) }
        return identity
    }

    /// Moves the log into the file, so that a copy of the file alone is the whole mirror.
    public func checkpoint() throws(StoreError) {
        try reporting(path) {
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA main.wal_checkpoint(TRUNCATE)") }
        }
    }
}

extension MirrorDatabase {
    /// The file as it is, opened for reading only: for questions about a mirror that need no sync, such as `sync --plan`.
    public static func reading(_ path: String, catalog: Catalog = .standard) throws(StoreError) -> MirrorDatabase {
        let queue = try MirrorFile.openForReading(path)
        return MirrorDatabase(path: path, file: FilePath.resolved(path), catalog: catalog, account: "", queue: queue)
    }

    /// Whether all records were last compared with their rows before this time (in the mirror's form). The first run of a file counts as such
    /// a comparison, because it has written all rows itself. A file without a run has nothing to compare.
    public func isRecheckDue(since time: String) throws(StoreError) -> Bool {
        try reporting(path) {
            try queue.read { db in
                let first = try String.fetchOne(db, sql: "SELECT min(finished_at) FROM sync_runs WHERE state <> 'failed'")
                guard let last = try Meta.value(Recheck.lastDone, in: db) ?? first else { return false }
                return last < time
            }
        }
    }

    /// Whether a run has ever read something of the account: its address has been right once.
    public func knowsAccount() throws(StoreError) -> Bool {
        try reporting(path) { try queue.read { try Account.hasListed(in: $0) } }
    }

    /// When the newest run that was published ended; nil if there is none.
    public func lastRunEnded() throws(StoreError) -> String? {
        try reporting(path) {
            try queue.read { try String.fetchOne($0, sql: "SELECT max(finished_at) FROM sync_runs WHERE state <> 'failed'") }
        }
    }

    /// How many records the mirror holds now.
    public func knownRecords() throws(StoreError) -> Int {
        try reporting(path) { try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM record_digests") ?? 0 } }
    }
}

extension MirrorDatabase {
    /// The columns of a table whose values may be kept as hashes: all that come unchanged from the API and belong to no key.
    ///
    /// - Returns: no column for a table that is made from another one.
    public func maskableColumns(of table: String) throws(StoreError) -> [String] {
        try reporting(path) {
            guard let live = catalog.tables.first(where: { $0.name == table }), live.kind != .child else { return [] }
            if live.kind == .versions { return catalog.resources.compactMap(\.versions).filter { $0.table == table }.map(\.text) }
            return try queue.read { try TableSchema(live, in: $0).nonKey }
        }
    }
}
