import Catalog
import Foundation
import GRDB

extension Mirror {
    /// The file as it is, to be read only: for what is worked out from a mirror without being a sync.
    public static func reading(_ path: String, catalog: Catalog = .standard) throws(StoreError) -> Mirror {
        try reporting(path) { Mirror(path: path, file: FilePath.resolved(path), catalog: catalog, queue: try openReadOnly(path)) }
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

    /// How many records the mirror holds now.
    public func knownRecords() throws(StoreError) -> Int {
        try reporting(path) { try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM record_digests") ?? 0 } }
    }
}
