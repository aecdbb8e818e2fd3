import GRDB

/// A history table whose columns get other types, because a migration has changed them in the live table. It is made anew, and its rows
/// keep their places.
///
/// A value that does not fit the new type goes to `_extra`, where a sync would put it now: so an old version and the same one of today stay
/// equal. Integers are recognized by the rules of `Int64(FieldValue)`.
struct RetypedHistoryTable {
    struct Column {
        let name: String
        let type: String
        let isRetyped: Bool
    }

    /// The history table's name.
    let name: String
    /// The columns as they are to be, in their order; the last ones are those that only history tables have.
    let columns: [Column]

    private var old: String { "\(name)_old" }
    private var retyped: [Column] { columns.filter(\.isRetyped) }

    /// - Parameter createTable: makes the history table with its new types.
    func remake(with createTable: String, in db: Database) throws {
        guard !retyped.isEmpty else { return }
        // Views and triggers that name the history table must not follow it under the name that it has for a moment.
        try db.execute(sql: "PRAGMA legacy_alter_table = ON")
        defer { try? db.execute(sql: "PRAGMA legacy_alter_table = OFF") }
        try db.execute(sql: "ALTER TABLE \(quoted(name)) RENAME TO \(quoted(old))")
        try db.execute(sql: createTable)
        try db.execute(sql: copy)
        try db.execute(sql: "DROP TABLE \(quoted(old))")
    }

    private var copy: String {
        let misfits = retyped.map { "iif(\(isMisfit($0)), ',' || json_quote('\($0.name)') || ':' || json_quote(\(quoted($0.name))), '')" }
        return """
            INSERT INTO \(quoted(name)) (rowid, \(list(columns.map(\.name))))
            SELECT _place, \(columns.map(value).joined(separator: ", "))
            FROM (SELECT rowid AS _place, \(misfits.joined(separator: " || ")) AS _misfits, * FROM \(quoted(old)))
            ORDER BY _place
            """
    }

    private func value(_ column: Column) -> String {
        let name = quoted(column.name)
        if column.name == "_extra" { return Self.extra }
        return column.isRetyped ? "iif(\(isMisfit(column)), NULL, \(name))" : name
    }

    /// The members that are there already keep every byte.
    private static let extra = """
        iif(_misfits = '', _extra, '{' || substr(
            iif(coalesce(_extra, '{}') = '{}', '', ',' || substr(_extra, 2, length(_extra) - 2)) || _misfits, 2) || '}')
        """

    private func isMisfit(_ column: Column) -> String {
        let name = quoted(column.name)
        switch column.type {
        case "INTEGER":
            return "(typeof(\(name)) NOT IN ('integer', 'null') AND CAST(CAST(\(name) AS INTEGER) AS TEXT) IS NOT CAST(\(name) AS TEXT))"
        case "TEXT": return "typeof(\(name)) = 'blob'"
        default: return "false"
        }
    }
}
