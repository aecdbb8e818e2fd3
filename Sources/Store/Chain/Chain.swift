import Foundation
import GRDB
import GRDBSQLite

/// Adds links to the chain of a mirror, each in the transaction that writes what it covers.
///
/// Documentation/evidence.md says how every digest is computed; the module Evidence computes them again.
public struct Chain {
    private let db: Database

    public init(_ db: Database) { self.db = db }

    /// The digest of the newest link; nil where the chain has not begun.
    public var head: String? {
        get throws { try String.fetchOne(db, sql: "SELECT sha256 FROM main.chain_links ORDER BY seq DESC LIMIT 1") }
    }

    /// Since which run the chain speaks, in `mirror_meta`.
    public static let begins = "chain_begins_at_run"

    /// Adds the link of a run that has just been written, and gives the run's row its digests.
    ///
    /// - Returns: the chain's new head.
    @discardableResult
    func link(run: Int64) throws -> String {
        #if WITHOUT_CHAIN
            return ""
        #else
            return try add(run)
        #endif
    }

    private func add(_ run: Int64) throws -> String {
        if try Meta.value(Self.begins, in: db) == nil { try Meta.set(Self.begins, to: "\(run)", in: db) }
        let link = ChainLink(seq: try nextSeq(), kind: .run, run: run, month: nil)
        let isFirst = try Int64.fetchOne(db, sql: "SELECT min(id) FROM main.sync_runs WHERE state <> 'failed'") == run
        let changes = try write(link) { table in
            table.isOfMonth || table.kind == .runs ? nil : Rows(sql: table.hashesAt(isMost: isFirst), arguments: ["at": run])
        }
        let sha256 = try finish(link, record: ChainLink.record(ofRun: run, in: db), changes: changes)
        try db.execute(
            sql: "UPDATE main.sync_runs SET changes_sha256 = ?, chain_sha256 = ? WHERE id = ?", arguments: [changes, sha256, run])
        return sha256
    }

    /// Adds the link of a month that has just been closed.
    @discardableResult
    public func link(closeOf month: String) throws -> String {
        let link = ChainLink(seq: try nextSeq(), kind: .close, run: try lastRun(), month: month)
        return try finish(
            link, record: [], changes: write(link) { $0.isOfMonth ? Rows(sql: $0.hashesAt(), arguments: ["at": month]) : nil })
    }

    /// Adds a link over the whole state. Rows that are older than it are compared with it from now on.
    @discardableResult
    public func linkState() throws -> String {
        let link = ChainLink(seq: try nextSeq(), kind: .upgrade, run: try lastRun(), month: nil)
        return try finish(link, record: [], changes: write(link) { rows(of: $0, upTo: link) })
    }

    /// The digest of each table's whole state, by table.
    func stateDigests() throws -> [String: String] {
        let link = ChainLink(seq: try nextSeq(), kind: .upgrade, run: try lastRun(), month: nil)
        return try CoveredTable.all(in: db).reduce(into: [:]) { digests, table in
            var digest = TableDigest()
            try each(rows(of: table, upTo: link)) { digest.add($0) }
            if digest.rows > 0 { digests[table.name] = digest.finish() }
        }
    }
}

extension Chain {
    /// A SELECT of hashes in ascending order.
    private struct Rows {
        let sql: String
        let arguments: StatementArguments
    }

    private func rows(of table: CoveredTable, upTo link: ChainLink) -> Rows {
        let arguments: [String: any DatabaseValueConvertible] = table.isOfMonth ? ["link": link.seq] : ["base": link.run]
        return Rows(sql: "SELECT hash FROM (\(table.rows)) ORDER BY 1", arguments: StatementArguments(arguments))
    }

    private func each(_ rows: Rows, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let statement = try db.makeStatement(sql: rows.sql)
        try statement.setArguments(rows.arguments)
        // Row by row by SQLite itself: a first sync comes here once for every row that it writes.
        let row = statement.sqliteStatement
        var code = sqlite3_step(row)
        while code == SQLITE_ROW {
            try body(UnsafeRawBufferPointer(start: sqlite3_column_blob(row, 0), count: Int(sqlite3_column_bytes(row, 0))))
            code = sqlite3_step(row)
        }
        sqlite3_reset(row)
        guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage) }
    }

    /// Writes the digest of each table that has rows.
    ///
    /// - Returns: the digest over all of them.
    private func write(_ link: ChainLink, _ rows: (CoveredTable) -> Rows?) throws -> String {
        var tables: [(name: String, sha256: String)] = []
        for table in try CoveredTable.all(in: db) {
            guard let rows = rows(table) else { continue }
            var (digest, beginnings) = (TableDigest(), HashBeginningsWriter(seq: link.seq, table: table.name, db: db))
            try each(rows) { hash in
                digest.add(hash)
                try beginnings.add(hash)
            }
            guard digest.rows > 0 else { continue }
            try beginnings.finish()
            tables.append((table.name, digest.finish()))
        }
        for table in tables {
            try db.execute(sql: StoreSQL.keepChainTable, arguments: [link.seq, link.run, table.name, table.sha256])
        }
        return ChainLink.changes(tables)
    }

    private func finish(_ link: ChainLink, record: [UInt8], changes: String) throws -> String {
        let sha256 = link.sha256(previous: try head ?? ChainLink.beginning, record: record, changes: changes)
        try db.execute(sql: StoreSQL.keepChainLink, arguments: [link.seq, link.kind.rawValue, link.run, link.month, sha256])
        return sha256
    }

    private func nextSeq() throws -> Int64 { try Int64.fetchOne(db, sql: "SELECT coalesce(max(seq), 0) + 1 FROM main.chain_links") ?? 1 }

    private func lastRun() throws -> Int64 { try Int64.fetchOne(db, sql: "SELECT coalesce(max(id), 0) FROM main.sync_runs") ?? 0 }
}
