import GRDB

/// What is derived from a live table: the table `X_history` of its old versions, and the triggers that move them there. `Schema` makes it.
///
/// The history table is a rowid table whose rows lie where `HistoryRowID` says, and has the live table's indexes. With the run columns in
/// front of others in an index, SQLite 3.40 skip-scans, and look-ups as of a run get a hundred times slower.
struct HistoryTable {
    let shape: TableSchema

    /// The columns that table and history table share, bookkeeping included.
    private var shared: [String] { shape.columns.map(\.name) + ["_extra", "_valid_from"] }

    /// Makes the history table, or gives it the columns that a migration has added to the live table since, and the types that it has changed.
    ///
    /// - Returns: the names of the columns that the live table had and its history table had not.
    @discardableResult
    func create(in db: Database) throws -> [String] {
        try db.execute(sql: createTable)
        let rows = try Row.fetchAll(db, sql: "SELECT name, type FROM pragma_table_info(?)", arguments: [shape.history])
        let declared = Dictionary(rows.map { ($0["name"] as String, $0["type"] as String) }) { first, _ in first }
        let added = declarations.filter { declared[$0.name] == nil }
        for column in added {
            try db.execute(sql: "ALTER TABLE \(quoted(shape.history)) ADD COLUMN \(quoted(column.name)) \(column.type)")
        }
        try RetypedHistoryTable(
            name: shape.history,
            columns: (declarations + [("_valid_to", "INTEGER"), ("_closed_by", "TEXT")]).map { column in
                .init(name: column.name, type: column.type, isRetyped: declared[column.name].map { $0 != column.type } ?? false)
            }
        ).remake(with: createTable, in: db)
        for statement in indexes + triggers { try db.execute(sql: statement) }
        let history = quoted(shape.history)
        if try Bool.fetchOne(db, sql: "SELECT \(HistoryRowID.isUnplaced(history))") == true {
            try db.execute(sql: HistoryRowID.place(history))
        }
        return added.map(\.name)
    }

    /// All that `create` makes, as text: when it changes, the derived objects are made anew.
    var definition: String { ([createTable] + indexes + triggers).joined(separator: ";\n") }

    private var declarations: [(name: String, type: String)] {
        shape.columns.map { ($0.name, $0.type.storage) } + [("_extra", "TEXT"), ("_valid_from", "INTEGER")]
    }

    var createTable: String {
        let columns = declarations.map { "    \(quoted($0.name)) \($0.type)" }.joined(separator: ",\n")
        return """
            CREATE TABLE IF NOT EXISTS \(quoted(shape.history)) (
            \(columns),
                _valid_to INTEGER NOT NULL,
                _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
                CHECK (_valid_from < _valid_to)
            ) STRICT
            """
    }

    var indexes: [String] {
        let history = quoted(shape.history)
        return [
            // For: what a run began (the view `changes`).
            "CREATE INDEX IF NOT EXISTS \(quoted("\(shape.name)_from")) ON \(quoted(shape.name)) (_valid_from)",
            "CREATE INDEX IF NOT EXISTS \(quoted("\(shape.history)_from")) ON \(history) (_valid_from)",
            // For: what a run ended (the view `changes`), and how many rows there were at a run.
            "CREATE INDEX IF NOT EXISTS \(quoted("\(shape.history)_to")) ON \(history) (_valid_to)",
            // For: the versions of one object, and the one of a moment. An older program made this index without its last column.
            "DROP INDEX IF EXISTS \(quoted("\(shape.history)_key"))",
            "CREATE INDEX \(quoted("\(shape.history)_key")) ON \(history) (\(list(shape.key)), _valid_from, _valid_to)",
        ]
            // For: what the live table has them for, as of a run.
            + shape.indexes.map { index -> String in
                let name = "\(shape.history)_\(index.name.replacing("\(shape.name)_", with: "", maxReplacements: 1))"
                return "CREATE INDEX IF NOT EXISTS \(quoted(name)) ON \(history) (\(list(index.columns)))"
            }
    }

    var triggers: [String] {
        let name = quoted(shape.name)
        return [
            "DROP TRIGGER IF EXISTS \(quoted("\(shape.name)_updated"))",
            """
            CREATE TRIGGER \(quoted("\(shape.name)_updated")) BEFORE UPDATE ON \(name)
            WHEN OLD._valid_from <> NEW._valid_from
            BEGIN
                \(keep(end: "NEW._valid_from", reason: "'update'"));
            END
            """,
            "DROP TRIGGER IF EXISTS \(quoted("\(shape.name)_deleted"))",
            // A row of the run that is being published has been seen by nobody, and leaves no trace.
            """
            CREATE TRIGGER \(quoted("\(shape.name)_deleted")) BEFORE DELETE ON \(name)
            WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
            BEGIN
                \(keep(end: "(SELECT run FROM mirror_publishing)", reason: "(SELECT closed_by FROM mirror_publishing)"));
            END
            """,
        ]
    }

    private func keep(end: String, reason: String) -> String {
        let place = HistoryRowID.next(in: quoted(shape.history), end: end, begin: "OLD._valid_from")
        return """
            INSERT INTO \(quoted(shape.history)) (rowid, \(list(shared)), _valid_to, _closed_by)
                VALUES (\(place), \(list(shared, prefix: "OLD.")), \(end), \(reason))
            """
    }
}
