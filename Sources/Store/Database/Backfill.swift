import GRDB
import GRDBSQLite
import JSONPages

/// Fills the columns that a migration has added to a table. Their values lie in `_extra`, where a sync has kept the fields that had no
/// column until now.
///
/// `Schema` calls it in the transaction that brings a file up to date. It reads one row after the other and rewrites live rows and old
/// versions in place: each keeps its runs, so `changes` gets nothing new. Each becomes what a sync would now make of the same record,
/// because the same code reads the fields: so the next sync finds no difference. A value that does not fit its column stays in `_extra`.
struct Backfill {
    /// The names that the values may have in `_extra`.
    let fields: [String]
    private let table: TableSchema
    private let columns: [StagedTable.FieldColumn]

    /// - Parameters:
    ///   - added: the names of the new columns.
    ///   - renames: field → column, as the resource declares them.
    init(_ table: TableSchema, added: [String], renames: [String: String]) {
        let added = table.columns.filter { added.contains($0.name) }
        let names = added.map(\.name)
        let fields = names + renames.keys.filter { names.contains(renames[$0] ?? "") && !names.contains($0) }.sorted()
        columns = added.enumerated().map { place, column in
            let sources = fields.indices.filter { fields[$0] == column.name || renames[fields[$0]] == column.name }
            return .init(index: Int32(place) + 1, type: column.type, fields: sources, name: column.name)
        }
        self.fields = fields
        self.table = table
    }

    func fill(in db: Database) throws {
        for name in [table.name, table.history] {
            let places = (columns.map(\.name) + ["_extra"]).map { "\(quoted($0)) = ?" }.joined(separator: ", ")
            let update = try db.cachedStatement(sql: "UPDATE main.\(quoted(name)) SET \(places) WHERE rowid = ?").sqliteStatement
            try db.makeStatement(sql: "SELECT rowid, _extra FROM main.\(quoted(name)) WHERE _extra IS NOT NULL").forEachRow { row in
                let bytes = UnsafeRawBufferPointer(start: sqlite3_column_text(row, 1), count: Int(sqlite3_column_bytes(row, 1)))
                try rewrite(sqlite3_column_int64(row, 0), extra: bytes, with: update)
            }
        }
    }

    private func rewrite(_ rowID: Int64, extra bytes: UnsafeRawBufferPointer, with update: OpaquePointer) throws {
        var record = PageBytes("[".utf8)
        record.append(bytes)
        record.append("]".utf8)
        // Something else than a sync has written what is no object: it stays as it is.
        guard let page = try? RecordPage(reading: record, fields: fields), page.count == 1 else { return }
        try page.read { reader in
            // Which of two values is meant, nobody can say.
            guard !reader.isDoubled(0), fields.indices.contains(where: { reader.value(of: 0, $0).kind != .absent }) else { return }
            var rest = Extra()
            rest.collectUnknowns(of: 0, in: reader)
            let place = Int32(columns.count) + 1
            sqlite3_bind_int64(update, place + 1, rowID)
            try CellBinder(statement: update).run(0, of: reader, into: columns, &rest, at: place)
        }
    }
}
