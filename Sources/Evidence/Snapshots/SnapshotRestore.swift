import Foundation
import Store
import Streams

/// Makes a working mirror of a snapshot. Nothing is ever replaced, and what does not verify is not restored.
public struct SnapshotRestore: Sendable {
    public let folder: SnapshotFolder
    /// The new mirror's file.
    public let target: String

    public init(_ folder: String, to target: String) { (self.folder, self.target) = (SnapshotFolder(folder), target) }

    /// - Returns: what the snapshot says of itself.
    public func restore() throws(EvidenceError) -> SnapshotManifest {
        try folder.requireThere()
        if let taken = OwnFiles.existing(of: target) { throw .exists(path: taken) }
        return try evidence(of: folder.path) {
            let outcome = try SnapshotVerification(folder.path).run(found: { _ in }, checked: { _ in })
            guard outcome.findings == 0 else { throw EvidenceError.notVerified(path: folder.path, findings: outcome.findings) }
            let manifest = try SnapshotManifest(json: Data(contentsOf: URL(filePath: folder.manifest)))
            guard manifest.redaction == nil, manifest.chain.originalHead == nil else { throw EvidenceError.redacted(path: folder.path) }
            try AtomicCopy(target).make(of: folder.mirror)
            return manifest
        }
    }
}
