import Catalog
import Foundation
import GRDB

/// The database file, opened by the one sync that may write it.
public struct Mirror: Sendable {
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
    public static func open(_ path: String, catalog: Catalog = .standard, account: String) throws(StoreError) -> Mirror {
        try reporting(path) {
            try createPrivateFile(path)
            let file = FilePath.resolved(path)
            if let name = FilePath.otherNameWithLog(of: file) { throw StoreError.otherLog(path: path, name: name) }
            let queue = try DatabaseQueue(path: file, configuration: configuration)
            let identity = try queue.read { try checkOwnership($0, path: path) }
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
            try Schema(catalog: catalog).migrate(queue)
            try queue.read { try Account.check(account, of: path, in: $0) }
            return Mirror(path: path, file: file, catalog: catalog, account: account, queue: queue)
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

    private static func checkOwnership(_ db: Database, path: String) throws -> FileIdentity {
        let identity = try FileIdentity(db)
        guard identity != .foreign else { throw StoreError.notOurs(path: path) }
        if identity != .empty, try Schema.migrator.hasBeenSuperseded(db) { throw StoreError.newerSchema(path: path) }
        return identity
    }

    /// Moves the log into the file, so that a copy of the file alone is the whole mirror.
    public func checkpoint() throws(StoreError) {
        try reporting(path) {
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA main.wal_checkpoint(TRUNCATE)") }
        }
    }
}
