import Foundation
import GRDB
import Store

/// The rows of one table that belong to one run, or to one month's close, as they are hashed one after the other.
struct RowGroup {
    enum Outcome {
        case fits
        /// The digest is right, but the beginnings that are kept beside it are others: the link's number.
        case hashesChanged(Int64)
        case differs
    }

    let at: DatabaseValue
    let expected: ExpectedDigest?
    private var digest = TableDigest()
    private var beginnings: HashBeginnings?
    private var areBeginningsRight = true

    init(at: DatabaseValue, expected: ExpectedDigest?, of table: CoveredTable, in db: Database) throws {
        (self.at, self.expected) = (at, expected)
        beginnings = try expected.map { try HashBeginnings(seq: $0.seq, table: table.name, in: db) }
    }

    /// A group that no row belongs to.
    init(_ expected: ExpectedDigest, of table: CoveredTable, in db: Database) throws {
        try self.init(at: expected.at, expected: expected, of: table, in: db)
    }

    var rows: Int { digest.rows }

    mutating func add(_ hash: Data) throws {
        hash.withUnsafeBytes { digest.add($0) }
        guard areBeginningsRight, beginnings != nil else { return }
        areBeginningsRight = try beginnings?.next() == Array(hash.prefix(HashBeginnings.length))
    }

    mutating func outcome() throws -> Outcome {
        guard let expected, expected.sha256 == digest.finish() else { return .differs }
        let isEnd = try beginnings?.next() == nil
        return areBeginningsRight && isEnd ? .fits : .hashesChanged(expected.seq)
    }
}
