import Foundation
import GRDB
import Store
import Values

/// Finds out which rows of a group do not fit: those whose hash does not begin as any of the hashes that were kept when the group was
/// written. Of a row that is gone, nothing but the beginning of its hash is left; the table itself may show its key.
struct RowLocator {
    let db: Database
    let state: ChainState
    let table: CoveredTable

    func locate(_ group: RowGroup, _ report: VerificationReport) throws {
        guard let expected = group.expected else {
            return try eachRow(of: group) { _, row in
                try report.add(finding(row, group, "belongs to \(what(group)), which did not write it"))
            }
        }
        var (changed, absent) = (0, 0)
        var kept = try HashBeginnings(seq: expected.seq, table: table.name, in: db)
        var next = try kept.next()
        let isKept = next != nil
        try eachRow(of: group) { hash, row in
            let beginning = Array(hash.prefix(HashBeginnings.length))
            while let known = next, known.lexicographicallyPrecedes(beginning) {
                absent += 1
                next = try kept.next()
            }
            if next == beginning {
                next = try kept.next()
            } else if isKept {
                changed += 1
                try report.add(finding(row, group, "is not as \(what(group)) \(row.verb) it"))
            }
        }
        while next != nil {
            absent += 1
            next = try kept.next()
        }
        try tellOfAbsent(absent - changed, group, isKept: isKept && changed + absent > 0, report)
    }

    /// A changed row has two hashes, one that is gone and one that is new. What is gone beyond that is the hash of a row that is gone.
    private func tellOfAbsent(_ count: Int, _ group: RowGroup, isKept: Bool, _ report: VerificationReport) throws {
        guard isKept else {
            return try report.add(
                Finding(
                    .rows, run: run(of: group), month: month(of: group), table: table.name,
                    "the rows of \(what(group)) do not have its digest; the file does not show which"))
        }
        guard count > 0 else { return }
        var named = 0
        try eachGap(in: group) { key in
            named += 1
            try report.add(
                Finding(
                    .rows, run: run(of: group), month: month(of: group), table: table.name, key: key, "is missing: \(what(group)) wrote it")
            )
        }
        guard named < count else { return }
        try report.add(
            Finding(
                .rows, run: run(of: group), month: month(of: group), table: table.name,
                "\((count - named).grouped("row")) of \(what(group)) \(count - named == 1 ? "is" : "are") missing; the file does not show which"
            ))
    }

    private struct FoundRow {
        let table: String
        let key: String?
        let verb: String
    }

    private func eachRow(of group: RowGroup, _ body: (Data, FoundRow) throws -> Void) throws {
        let sql = isWholeState(group) ? table.keyedRows : table.keyedRowsAt
        let arguments = isWholeState(group) ? state.arguments(for: table) : ["at": group.at]
        let filter = isWholeState(group) ? "WHERE at IS :group " : ""
        let statement = try db.makeStatement(sql: "SELECT hash, \"table\", key, verb FROM (\(sql)) \(filter)ORDER BY hash")
        var all = arguments
        if isWholeState(group) { all += StatementArguments(["group": group.at]) }
        let rows = try Row.fetchCursor(statement, arguments: all)
        while let row = try rows.next() { try body(row["hash"], FoundRow(table: row["table"], key: row["key"], verb: row["verb"])) }
    }

    /// Whether the group is the rows of a whole state, which no index finds.
    private func isWholeState(_ group: RowGroup) -> Bool {
        table.isOfMonth ? group.at == "".databaseValue : group.at == state.base.run.databaseValue
    }

    /// Keys that other rows say there must be: an old version that an update has ended has a next version, and a digest of a record that is
    /// known is that of a live row.
    private func eachGap(in group: RowGroup, _ body: (String) throws -> Void) throws {
        var keys = Set<String>()
        for sql in try table.gaps(at: isWholeState(group) ? nil : Int64.fromDatabaseValue(group.at), in: db) {
            let rows = try String.fetchCursor(db, sql: sql)
            while let key = try rows.next() {
                if keys.insert(key).inserted { try body(key) }
            }
        }
    }

    private func finding(_ row: FoundRow, _ group: RowGroup, _ message: String) -> Finding {
        Finding(.rows, run: run(of: group), month: month(of: group), table: row.table, key: row.key, message)
    }

    private func run(of group: RowGroup) -> Int64? { Int64.fromDatabaseValue(group.at) }

    private func month(of group: RowGroup) -> String? {
        String.fromDatabaseValue(group.at).flatMap { $0.isEmpty || run(of: group) != nil ? nil : $0 }
    }

    /// What the group belongs to, in words.
    private func what(_ group: RowGroup) -> String {
        if table.isOfMonth {
            return month(of: group).map { "the close of \($0)" } ?? (state.base.link > 0 ? "an earlier close" : "no close")
        }
        guard let run = run(of: group) else { return "no run" }
        return run == state.base.run ? "run \(run) or an earlier one" : "run \(run)"
    }
}
