import Catalog
import Foundation
import GRDB

extension Mirror {
    /// The file as it is, to be read only: for what is worked out from a mirror without being a sync.
    public static func reading(_ path: String, catalog: Catalog = .standard) throws(StoreError) -> Mirror {
        try reporting(path) {
            Mirror(path: path, file: FilePath.resolved(path), catalog: catalog, account: "", queue: try openReadOnly(path))
        }
    }

    /// Opens the file for reading only. Nothing is made if it is missing.
    static func openReadOnly(_ path: String) throws -> DatabaseQueue {
        guard FileManager.default.fileExists(atPath: path) else { throw StoreError.missing(path: path) }
        if let obstacle = FilePath.obstacle(path) { throw StoreError.file(path: path, reason: obstacle) }
        var configuration = Configuration()
        configuration.readonly = true
        // A sync that is being recovered or checkpointed holds a reader up for a moment.
        configuration.busyMode = .timeout(5)
        let queue = try MirrorFile.open(path, configuration)
        guard try queue.read({ try FileIdentity.isMirror($0) }) else { throw StoreError.notOurs(path: path) }
        return queue
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
