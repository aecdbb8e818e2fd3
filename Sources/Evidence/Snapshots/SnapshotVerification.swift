import Bags
import Foundation
import GRDB
import Store
import Values

/// Verifies a snapshot: its files, its signature if that is asked for, the copy of the mirror in it, and what its manifest says of the copy.
///
/// It needs no network, no credentials and no right to write, and leaves nothing behind.
public struct SnapshotVerification: Sendable {
    /// Who must have signed the snapshot.
    public struct Signer: Sendable {
        /// A file of ssh-keygen(1)'s format ALLOWED SIGNERS.
        public let allowedSigners: String
        /// As that file names him.
        public let identity: String

        public init(allowedSigners: String, identity: String) { (self.allowedSigners, self.identity) = (allowedSigners, identity) }
    }

    public let folder: SnapshotFolder
    public var signer: Signer?
    /// A head of the chain that somebody has kept; of a redacted snapshot also the head of what was redacted.
    public var head: String?

    public init(_ folder: String) { self.folder = SnapshotFolder(folder) }

    /// - Parameters: as those of `Verification.run`.
    /// - Throws: `.noSnapshot` if there is none; what is wrong with one that is there is a finding.
    public func run(
        found: @escaping (Finding) throws -> Void, checked: @escaping (CheckResult) throws -> Void
    ) throws(EvidenceError) -> Verification.Outcome {
        try folder.requireThere()
        return try evidence(of: folder.path) {
            let report = VerificationReport(found: found, checked: checked)
            try checkBag(report)
            try signer.map { try checkSignature(by: $0, report) } ?? tellOfSignature(report)
            let manifest = try? SnapshotManifest(json: Data(contentsOf: URL(filePath: folder.manifest)))
            let copy = try verifyCopy(manifest, report)
            try checkManifest(manifest, report)
            return Verification.Outcome(findings: report.findings, head: copy?.head, beginsAtRun: copy?.beginsAtRun)
        }
    }

    private func checkBag(_ report: VerificationReport) throws {
        try report.check(.bag) { report in
            for problem in try folder.bag.check() { try report.add(Finding(.bag, problem.description)) }
            return "every file stands in one manifest, with its digest (BagIt, RFC 8493)"
        }
    }

    private func checkSignature(by signer: Signer, _ report: VerificationReport) throws {
        try report.check(.signature) { report in
            switch folder.signature.verify(allowedSigners: signer.allowedSigners, identity: signer.identity) {
            case .good(let text): return text
            case .bad(let reason):
                let why = "another key has signed it, or \(signer.allowedSigners) does not allow its key for \(signer.identity)"
                try report.add(Finding(.signature, "does not verify: \(reason.isEmpty ? why : "\(reason); or \(why)")"))
            case .signatureMissing: try report.add(Finding(.signature, "tagmanifest-sha256.txt.sig is missing: the snapshot is not signed"))
            case .programMissing: throw EvidenceError.bag(.programMissing)
            case .allowedSignersMissing(let path): throw EvidenceError.noAllowedSigners(path: path)
            }
            return "tagmanifest-sha256.txt.sig for \(signer.identity)"
        }
    }

    /// Nobody shall take a signature for checked that was not.
    private func tellOfSignature(_ report: VerificationReport) throws {
        guard access(folder.signature.path, F_OK) == 0 else { return }
        try report.check(.signature) { _ in "there is one, not checked: --allowed-signers and --signer do" }
    }

    /// - Returns: nil where the copy is no mirror that can be read.
    private func verifyCopy(_ manifest: SnapshotManifest?, _ report: VerificationReport) throws -> Verification.Outcome? {
        let isOriginalHead = head != nil && manifest?.chain.originalHead == head
        let verification = Verification(path: folder.mirror, head: isOriginalHead ? nil : head, isAtRest: true)
        if isOriginalHead {
            try report.check(.head) { _ in "is the head of the mirror that was redacted, as this copy names it" }
        }
        do {
            return try verification.run(found: report.add, checked: report.pass)
        } catch {
            switch error {
            case .mirror(let reason) where reason.isAboutContent: try tellOfUnreadable(reason, report)
            default: throw error
            }
            return nil
        }
    }

    private func tellOfUnreadable(_ reason: StoreError, _ report: VerificationReport) throws {
        try report.check(.file) { report in
            try report.add(Finding(.file, "data/mirror.db is no mirror that can be read: \(reason)"))
            return "data/mirror.db"
        }
    }

    private func checkManifest(_ manifest: SnapshotManifest?, _ report: VerificationReport) throws {
        try report.check(.manifest) { report in
            guard let manifest else {
                try report.add(Finding(.manifest, "data/manifest.json is missing, or cannot be read"))
                return "data/manifest.json"
            }
            try report.surviving(.manifest) { try ManifestCheck(manifest: manifest, path: folder.mirror).run(report) }
            let redacted = manifest.redaction.map { ", \($0.columns.count.grouped("column")) redacted" } ?? ""
            return "\(manifest.tables.count.grouped("table")) as data/manifest.json counts and hashes them\(redacted)"
        }
    }
}

extension StoreError {
    /// Whether the file itself is the reason, and not the disk that it lies on.
    var isAboutContent: Bool {
        switch self {
        case .missing, .unreadable, .notADatabase, .notOurs, .damaged, .logOutOfReach, .catalog: true
        default: false
        }
    }
}

/// Compares a manifest with what the copy has, as it would be written now.
struct ManifestCheck {
    let manifest: SnapshotManifest
    let path: String

    func run(_ report: VerificationReport) throws {
        let queue: DatabaseQueue
        do { queue = try MirrorFile.openForReading(path, isAtRest: true) } catch {
            return try report.add(Finding(.manifest, "data/mirror.db cannot be compared: \(error)"))
        }
        try queue.read { db in
            let now = try SnapshotManifest(
                of: db, createdAt: manifest.createdAt, toolVersion: manifest.toolVersion, note: manifest.note)
            try compareTables(now, report)
            for (name, isSame) in [
                ("account", now.account == manifest.account), ("schema_version", now.schemaVersion == manifest.schemaVersion),
                ("run", now.run == manifest.run), ("runs", now.runs == manifest.runs), ("chain", now.chain == manifest.chain),
                ("format", now.format == manifest.format),
            ] where !isSame {
                try report.add(Finding(.manifest, "data/manifest.json: \(name) is not what data/mirror.db has"))
            }
        }
    }

    private func compareTables(_ now: SnapshotManifest, _ report: VerificationReport) throws {
        let told = Dictionary(manifest.tables.map { ($0.name, $0) }) { first, _ in first }
        for table in now.tables {
            guard let expected = told[table.name] else {
                try report.add(Finding(.manifest, table: table.name, "is in data/mirror.db, and not in data/manifest.json"))
                continue
            }
            if expected.rows != table.rows {
                try report.add(
                    Finding(
                        .manifest, table: table.name,
                        "has \(table.rows.grouped("row")), and data/manifest.json says \(expected.rows.grouped)"))
            } else if expected.sha256 != table.sha256 || expected.sha3sum != table.sha3sum {
                try report.add(Finding(.manifest, table: table.name, "has another content than data/manifest.json says"))
            }
        }
        let found = Set(now.tables.map(\.name))
        for name in manifest.tables.map(\.name) where !found.contains(name) {
            try report.add(Finding(.manifest, table: name, "is in data/manifest.json, and not in data/mirror.db"))
        }
    }
}
