import Foundation
import GRDB

/// The first bytes of the hashes of a link's rows in one table, in ascending order, as `chain_rows` keeps them in parts. They tell which row
/// does not fit where the digest does not.
public struct HashBeginnings {
    /// In bytes. One of four billion changed rows has a hash that begins as another row's, and is not named.
    public static let length = 4

    private let parts: FastDatabaseValueCursor<Data>
    private var part = Data()
    private var place = 0

    public init(seq: Int64, table: String, in db: Database) throws {
        parts = try Data.fetchCursor(
            db, sql: "SELECT hashes FROM main.chain_rows WHERE seq = ? AND \"table\" = ? ORDER BY part", arguments: [seq, table])
    }

    /// - Returns: nil at the end.
    public mutating func next() throws -> [UInt8]? {
        if place >= part.count {
            guard let more = try parts.next() else { return nil }
            (part, place) = (Data(more), 0)
        }
        defer { place += Self.length }
        return Array(part.dropFirst(place).prefix(Self.length))
    }
}

/// Writes them, for `Chain`.
struct HashBeginningsWriter {
    /// Rows a part, so that a part is 64 KB.
    private static let partRows = 16_384

    let seq: Int64
    let table: String
    let db: Database
    private var part = 1
    private var bytes: [UInt8] = []

    init(seq: Int64, table: String, db: Database) { (self.seq, self.table, self.db) = (seq, table, db) }

    mutating func add(_ hash: UnsafeRawBufferPointer) throws {
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: hash.prefix(HashBeginnings.length)))
        if bytes.count == Self.partRows * HashBeginnings.length { try write() }
    }

    mutating func finish() throws { if !bytes.isEmpty { try write() } }

    private mutating func write() throws {
        try db.execute(sql: StoreSQL.keepChainRows, arguments: [seq, table, part, Data(bytes)])
        part += 1
        bytes.removeAll(keepingCapacity: true)
    }
}
