import Catalog
import Foundation
import GRDB

/// The database file, opened by the one sync that may write it.
public struct MirrorDatabase: Sendable {
    /// `application_id` in the file's header: "WkMr". It tells our files from others, as `FileIdentity` says.
    static let applicationID: Int32 = 0x576B_4D72

    /// As the user named it.
    public let path: String
    /// The file itself: absolute, and no link. What lies beside it has its name, whatever name the file was opened by.
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

    static func open(_ path: String, schema: Schema, account: String) throws(StoreError) -> MirrorDatabase {
        try reporting(path) {
            try createPrivateFile(path)
            let file = FilePath.resolved(path)
            if let name = FilePath.otherNameWithLog(of: file) { throw StoreError.otherLog(path: path, name: name) }
            let queue = try DatabaseQueue(path: file, configuration: configuration)
            let identity = try queue.read { try checkOwnership($0, schema, path: path) }
            // Whoever made it, and however: what is now to come into it is for its owner alone. SQLite gives its log the same mode.
            if identity == .empty { chmod(file, 0o600) }
            try queue.writeWithoutTransaction { db in
                // Readers go on while a run is published, and see it whole or not at all.
                // A recipe's code fills most of a page of 4 KB: with 8 KB half as many are written. It holds for new files only.
                try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
                // Before the first table: a file whose making was cut short must still be known as ours.
                try db.execute(sql: "PRAGMA application_id = \(applicationID)")
                // What is derived, such as the places of old versions, a dump has not kept either.
                if identity == .restored { try db.execute(sql: "DELETE FROM mirror_meta WHERE name = 'derived_sha256'") }
            }
            try schema.migrate(queue)
            try queue.read { try Account.check(account, of: path, in: $0) }
            return MirrorDatabase(path: path, file: file, catalog: schema.catalog, account: account, queue: queue)
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
        configuration.prepareDatabase { FieldFunctions.register(in: $0) }
        return configuration
    }

    private static func checkOwnership(_ db: Database, _ schema: Schema, path: String) throws -> FileIdentity {
        let identity = try FileIdentity(db)
        guard identity != .foreign else { throw StoreError.notOurs(path: path) }
        if identity != .empty, try schema.isOlder(than: db) { throw StoreError.newerSchema(path: path) }
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
    /// The file as it is, to be read only: for what is worked out from a mirror without being a sync.
    public static func reading(_ path: String, catalog: Catalog = .standard) throws(StoreError) -> MirrorDatabase {
        let queue = try MirrorFile.openForReading(path)
        return MirrorDatabase(path: path, file: FilePath.resolved(path), catalog: catalog, account: "", queue: queue)
    }

    /// Whether every record was last compared with its row before this time, in the mirror's form. The first run of a file has written
    /// all rows itself, which is as good; a file without one has nothing to compare.
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
    /// The columns of a table whose values may be kept as hashes: all that come as they are from the API and identify nothing.
    ///
    /// - Returns: nothing for a table that is made of another one.
    public func maskableColumns(of table: String) throws(StoreError) -> [String] {
        try reporting(path) {
            guard let live = catalog.tables.first(where: { $0.name == table }), live.kind != .child else { return [] }
            if live.kind == .versions { return catalog.resources.compactMap(\.versions).filter { $0.table == table }.map(\.text) }
            return try queue.read { try TableSchema(live, in: $0).nonKey }
        }
    }
}
