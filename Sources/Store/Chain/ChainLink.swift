import Foundation
import GRDB
import Hashing

/// A link of the chain: `chain_links` has its digest, which follows from the link before and from what this one covers.
public struct ChainLink: Sendable, Hashable {
    public enum Kind: String, Sendable {
        /// Of a run, published or failed.
        case run
        /// Of the close of a month.
        case close
        /// Over the whole state, after a newer version of the program has changed stored rows, or at the beginning of a chain.
        case upgrade
    }

    public let seq: Int64
    public let kind: Kind
    /// The run, or the newest run when the link was made.
    public let run: Int64
    /// Of a close, as `YYYY-MM`.
    public let month: String?

    /// What the first link follows: no digest.
    public static let beginning = String(repeating: "0", count: 64)

    public init(seq: Int64, kind: Kind, run: Int64, month: String?) {
        (self.seq, self.kind, self.run, self.month) = (seq, kind, run, month)
    }

    /// The link's digest: the SHA-256 of six lines.
    ///
    /// - Parameters:
    ///   - previous: the digest of the link before.
    ///   - record: the canonical text of the run's row in `sync_runs` without its digests; empty for other links.
    ///   - changes: the digest over all that the link covers.
    public func sha256(previous: String, record: [UInt8], changes: String) -> String {
        let hasher = SHA256Hasher()
        hasher.update("previous \(previous)\nkind \(kind.rawValue)\nrun \(run)\nmonth \(month ?? "")\nrecord ")
        record.withUnsafeBytes(hasher.update)
        hasher.update("\nchanges \(changes)\n")
        return hasher.finish()
    }

    /// The digest over the tables' digests: the SHA-256 of a line for each table, in the order of their names' bytes.
    public static func changes(_ tables: [(name: String, sha256: String)]) -> String {
        let hasher = SHA256Hasher()
        for table in tables.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            hasher.update("\(table.name) \(table.sha256)\n")
        }
        return hasher.finish()
    }

    /// The canonical text of a run's row in `sync_runs`, without its digests.
    public static func record(ofRun run: Int64, in db: Database) throws -> [UInt8] {
        let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('sync_runs', 'main')")
            .filter { !CoveredTable.ownDigests.contains($0) }
        let text = try Data.fetchOne(db, sql: "SELECT \(RowFunctions.text(of: columns)) FROM main.sync_runs WHERE id = ?", arguments: [run])
        return text.map(Array.init) ?? []
    }
}
