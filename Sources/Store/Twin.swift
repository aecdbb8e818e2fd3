import GRDB

/// What is derived from a live table: its twin `X_history`, and the triggers that move old versions there.
///
/// The twin is a rowid table with a unique (key, `_valid_from`) and plain indexes on each end of a version's life:
/// with the run columns inside other indexes SQLite 3.40 skip-scans, and look-ups as of a run get a hundred times slower.
struct Twin {
    let shape: TableShape

    /// The columns that table and twin share, bookkeeping included.
    private var shared: [String] { shape.columns.map(\.name) + ["_extra", "_valid_from"] }

    /// Makes the twin, or gives it the columns that a migration has added to the live table since.
    func create(in db: Database) throws {
        try db.execute(sql: createTable)
        let declared = try Set(String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [shape.history]))
        for column in declarations where !declared.contains(column.name) {
            try db.execute(sql: "ALTER TABLE \(quoted(shape.history)) ADD COLUMN \(quoted(column.name)) \(column.type)")
        }
        for statement in indexes + triggers { try db.execute(sql: statement) }
    }

    /// All that `create` makes, as text: when it changes, the derived objects are made anew.
    var definition: String { ([createTable] + indexes + triggers).joined(separator: ";\n") }

    private var declarations: [(name: String, type: String)] {
        shape.columns.map { ($0.name, $0.type.storage) } + [("_extra", "TEXT"), ("_valid_from", "INTEGER")]
    }

    private var createTable: String {
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

    private var indexes: [String] {
        let twin = quoted(shape.history)
        return [
            // For: what a run began (the view `changes`).
            "CREATE INDEX IF NOT EXISTS \(quoted("\(shape.name)_from")) ON \(quoted(shape.name)) (_valid_from)",
            "CREATE INDEX IF NOT EXISTS \(quoted("\(shape.history)_from")) ON \(twin) (_valid_from)",
            // For: what a run ended (the view `changes`), and what lived at a run (as-of).
            "CREATE INDEX IF NOT EXISTS \(quoted("\(shape.history)_to")) ON \(twin) (_valid_to)",
            // For: the life of one object, and its version before or after another.
            "CREATE INDEX IF NOT EXISTS \(quoted("\(shape.history)_key")) ON \(twin) (\(list(shape.key)), _valid_from)",
        ]
    }

    private var triggers: [String] {
        let into = "INSERT INTO \(quoted(shape.history)) (\(list(shared)), _valid_to, _closed_by)"
        let old = list(shared, prefix: "OLD.")
        let name = quoted(shape.name)
        return [
            "DROP TRIGGER IF EXISTS \(quoted("\(shape.name)_updated"))",
            """
            CREATE TRIGGER \(quoted("\(shape.name)_updated")) BEFORE UPDATE ON \(name)
            WHEN OLD._valid_from <> NEW._valid_from
            BEGIN
                \(into) VALUES (\(old), NEW._valid_from, 'update');
            END
            """,
            "DROP TRIGGER IF EXISTS \(quoted("\(shape.name)_deleted"))",
            // A row of the run that is being published has been seen by nobody, and leaves no trace.
            """
            CREATE TRIGGER \(quoted("\(shape.name)_deleted")) BEFORE DELETE ON \(name)
            WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
            BEGIN
                \(into) VALUES (\(old), (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
            END
            """,
        ]
    }
}

extension ColumnType {
    /// The column's type in a STRICT table.
    var storage: String {
        switch self {
        case .integer, .boolean: "INTEGER"
        case .timestamp, .json, .text: "TEXT"
        case .any: "ANY"
        }
    }
}
