import Bags
import Foundation
import GRDB
import Store
import Streams

/// Makes a snapshot: a consistent copy of a mirror, with all that a person needs to understand and to verify it.
///
/// A sync may be at work meanwhile: the copy is the newest published run. The folder appears when everything in it is on the disk.
public struct SnapshotMaker: Sendable {
    /// A text file that goes beside the copy, such as `schema.md`.
    public struct Document: Sendable {
        /// Below `data/`.
        public let name: String
        public let text: String

        public init(name: String, text: String) { (self.name, self.text) = (name, text) }
    }

    public let mirror: String
    public let folder: SnapshotFolder
    public let toolVersion: String
    public var documents: [Document] = []
    public var note: String?
    /// The user's key, or its public half where an agent has it; nil for a snapshot without a signature.
    public var signingKey: String?

    /// Hides values in the copy; nil for one that is as the mirror is.
    public var redactor: Redactor?

    public init(mirror: String, folder: String, toolVersion: String) {
        (self.mirror, self.folder, self.toolVersion) = (mirror, SnapshotFolder(folder), toolVersion)
    }

    /// - Returns: what the snapshot says of itself.
    public func make(now: Date) throws(EvidenceError) -> SnapshotManifest {
        var made: SnapshotManifest?
        try evidence(of: mirror) {
            try MirrorFile.openForReading(mirror).read { db in
                try MirrorFile.requirePublishedRun(in: db, of: mirror)
                if try ChainRenewal.isRedacted(db) { throw EvidenceError.redacted(path: mirror) }
                guard try db.tableExists("chain_links"), try Chain(db).head != nil else { throw EvidenceError.noChain(path: mirror) }
            }
            try AtomicFolder(folder.path).make { draft in made = try write(into: SnapshotFolder(draft), now: now) }
        }
        guard let made else { throw .noSnapshot(path: folder.path, reason: "it was not made") }
        return made
    }

    private func write(into draft: SnapshotFolder, now: Date) throws -> SnapshotManifest {
        for folder in [draft.data, draft.queries] { try makeFolder(folder) }
        let redaction = try copy(to: draft)
        var manifest = try MirrorFile.openForReading(draft.mirror, isAtRest: true).read { db in
            try SnapshotManifest(of: db, createdAt: now.stamp, toolVersion: toolVersion, note: note)
        }
        manifest.redaction = redaction
        try write(manifest.json, to: draft.manifest)
        try write(Data(EvidenceSQL.guide.utf8), to: "\(draft.data)/VERIFY.md")
        for document in documents { try write(Data(document.text.utf8), to: "\(draft.data)/\(document.name)") }
        try draft.bag.write(fields(of: manifest), date: String(now.stamp.prefix(10)))
        if let signingKey { try draft.signature.sign(key: signingKey) }
        return manifest
    }

    /// A redacted copy is written anew at last, because the values that it hides are still in its free pages.
    private func copy(to draft: SnapshotFolder) throws -> RedactionResult? {
        guard let redactor else {
            try MirrorCopy.make(of: mirror, at: draft.mirror)
            return nil
        }
        let unredacted = "\(draft.path)/unredacted.db"
        try MirrorCopy.make(of: mirror, at: unredacted)
        let result = try redactor.redact(unredacted)
        try ChainRenewal.renew(unredacted)
        try MirrorCopy.compact(unredacted, into: draft.mirror)
        guard unlink(unredacted) == 0 else { throw EvidenceError.output(path: folder.path, reason: String(cString: strerror(errno))) }
        return result
    }

    private func fields(of manifest: SnapshotManifest) -> [BagField] {
        [
            BagField("Bag-Software-Agent", "workato-mirror \(toolVersion)"),
            BagField("External-Description", "A mirror of the Workato Embedded Partner API; data/VERIFY.md says how to verify it"),
            BagField("External-Identifier", manifest.account ?? "unknown account"),
            BagField("Chain-Head", manifest.chain.head),
        ] + (line.map { [BagField("Note", $0)] } ?? [])
    }

    /// The note in one line, as a bag has it; nil if nothing is left of it.
    private var line: String? {
        let words = note?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
        return words.isEmpty ? nil : words
    }

    private func makeFolder(_ path: String) throws {
        guard mkdir(path, 0o700) == 0 else { throw EvidenceError.output(path: folder.path, reason: String(cString: strerror(errno))) }
    }

    private func write(_ bytes: Data, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw EvidenceError.output(path: folder.path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        let code = bytes.withUnsafeBytes { StandardStreams.write($0, to: descriptor) }
        guard code == 0 else { throw EvidenceError.output(path: folder.path, reason: String(cString: strerror(code))) }
    }
}
