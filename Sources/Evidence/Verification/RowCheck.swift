import Foundation
import GRDB
import Hashing
import Store
import Values

/// Hashes every row again and compares the digests by table and by the run, or the month, that the rows belong to.
///
/// Each table is read once, sorted by what the rows belong to and by their hashes. Only where a digest differs are rows read once more, to
/// find out which.
struct RowCheck {
    let db: Database
    let state: ChainState

    func run(_ report: VerificationReport) throws {
        try report.check(.rows) { report in
            var (rows, tables) = (0, Set<String>())
            for table in try CoveredTable.all(in: db) {
                tables.insert(table.name)
                try report.surviving(.rows, table: table.name) {
                    rows += try check(table, report)
                    try checkPlaces(of: table, report)
                }
            }
            try checkAbsentTables(tables, report)
            return "\(rows.grouped("row")) of \(tables.count.grouped("table")), as runs and closes have written them"
        }
    }

    /// - Returns: how many rows, old versions among them, the table has.
    private func check(_ table: CoveredTable, _ report: VerificationReport) throws -> Int {
        var expected = try ExpectedDigests(of: table, state, in: db)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT at, hash FROM (\(table.rows)) ORDER BY at, hash", arguments: state.arguments(for: table))
        var (count, group): (Int, RowGroup?) = (0, nil)
        while let row = try rows.next() {
            let at: DatabaseValue = row["at"]
            if group?.at != at {
                try group.map { try finish($0, of: table, report) }
                for absent in try expected.take(before: at) { try finish(RowGroup(absent, of: table, in: db), of: table, report) }
                group = try RowGroup(at: at, expected: expected.take(at: at), of: table, in: db)
            }
            try group?.add(row["hash"] as Data)
            count += 1
        }
        try group.map { try finish($0, of: table, report) }
        for absent in try expected.rest() { try finish(RowGroup(absent, of: table, in: db), of: table, report) }
        return count
    }

    private func finish(_ group: RowGroup, of table: CoveredTable, _ report: VerificationReport) throws {
        var group = group
        switch try group.outcome() {
        case .fits: break
        case .hashesChanged(let seq):
            try report.add(
                Finding(
                    .rows, table: "chain_rows", key: "{\"seq\":\(seq),\"table\":\"\(table.name)\"}",
                    "the beginnings of the hashes are not those of the rows"))
        case .differs: try RowLocator(db: db, state: state, table: table).locate(group, report)
        }
    }

    /// A version lies where its runs say. One that lies elsewhere is not found by who asks for the past.
    private func checkPlaces(of table: CoveredTable, _ report: VerificationReport) throws {
        guard let sql = table.misplaced else { return }
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() {
            try report.add(
                Finding(.rows, run: row["run"], table: row["table"], key: row["key"], "the old version does not lie in its runs' place"))
        }
    }

    /// Tables that links speak of, and that the file does not have.
    private func checkAbsentTables(_ present: Set<String>, _ report: VerificationReport) throws {
        for name in try String.fetchAll(
            db, sql: "SELECT DISTINCT \"table\" FROM main.chain_tables WHERE seq >= ?", arguments: [state.base.link])
        where !present.contains(name) {
            try report.add(Finding(.rows, table: name, "the table is missing"))
        }
    }
}

extension ChainState {
    /// What the SQL of a covered table asks for.
    func arguments(for table: CoveredTable) -> StatementArguments {
        table.isOfMonth ? ["link": base.link] : ["base": base.run]
    }
}

/// The digest that a link has of a table, with what its rows belong to: a run's number, or a month.
struct ExpectedDigest {
    let at: DatabaseValue
    let seq: Int64
    let sha256: String
}

/// The digests of one table, in the order of what they belong to.
struct ExpectedDigests {
    private let rows: RowCursor
    private var next: ExpectedDigest?

    init(of table: CoveredTable, _ state: ChainState, in db: Database) throws {
        let at = table.isOfMonth ? "coalesce(l.month, '')" : "t.run"
        rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(at) AS at, t.seq, t.sha256
                FROM main.chain_tables AS t LEFT JOIN main.chain_links AS l ON l.seq = t.seq
                WHERE t."table" = :table AND t.seq >= :link AND (t.run > :run OR t.seq = :link OR :isOfMonth)
                ORDER BY at, t.seq
                """,
            arguments: ["table": table.name, "link": state.base.link, "run": state.base.run, "isOfMonth": table.isOfMonth])
        try advance()
    }

    private mutating func advance() throws {
        next = try rows.next().map { ExpectedDigest(at: $0["at"], seq: $0["seq"], sha256: $0["sha256"] ?? "") }
    }

    /// Those that stand before `at`: no row belongs to them.
    mutating func take(before at: DatabaseValue) throws -> [ExpectedDigest] {
        var taken: [ExpectedDigest] = []
        while let digest = next, digest.at.isBefore(at) {
            taken.append(digest)
            try advance()
        }
        return taken
    }

    mutating func take(at: DatabaseValue) throws -> ExpectedDigest? {
        guard let digest = next, digest.at == at else { return nil }
        try advance()
        return digest
    }

    mutating func rest() throws -> [ExpectedDigest] {
        var taken: [ExpectedDigest] = []
        while let digest = next {
            taken.append(digest)
            try advance()
        }
        return taken
    }
}

extension DatabaseValue {
    /// SQLite's order: NULL, numbers, texts.
    fileprivate func isBefore(_ other: DatabaseValue) -> Bool {
        switch (storage, other.storage) {
        case (.int64(let mine), .int64(let theirs)): mine < theirs
        case (.string(let mine), .string(let theirs)): mine.utf8.lexicographicallyPrecedes(theirs.utf8)
        case (.null, .null): false
        case (.null, _): true
        case (.int64, .string): true
        default: false
        }
    }
}
