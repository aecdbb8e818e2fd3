import Bags
import Foundation

/// Where everything in a snapshot lies. A snapshot is a bag (RFC 8493) with a copy of the mirror in it.
public struct SnapshotFolder: Sendable {
    /// As the user named it.
    public let path: String

    public init(_ path: String) { self.path = path }

    /// The copy of the mirror, which every SQLite reads.
    public var mirror: String { "\(path)/data/mirror.db" }
    var manifest: String { "\(path)/data/manifest.json" }
    var data: String { "\(path)/data" }
    var queries: String { "\(path)/data/queries" }
    var bag: Bag { Bag(path) }
    /// Of the tag manifest, which stands for the whole bag.
    var signature: SSHSignature { SSHSignature(of: bag.tagManifest) }

    /// Whether it looks like a snapshot, whole or not: any other folder is a mistake.
    public var isThere: Bool { ["bagit.txt", "data/mirror.db", "manifest-sha256.txt"].contains { access("\(path)/\($0)", F_OK) == 0 } }

    /// - Throws: `.noSnapshot`.
    func requireThere() throws(EvidenceError) {
        guard access(path, F_OK) == 0 else { throw .noSnapshot(path: path, reason: String(cString: strerror(errno))) }
        // Without these rights everything in it seems not to be there.
        guard access(path, R_OK | X_OK) == 0 else { throw .noSnapshot(path: path, reason: String(cString: strerror(errno))) }
        guard isThere else { throw .noSnapshot(path: path, reason: "it has neither bagit.txt nor data/mirror.db") }
    }
}
