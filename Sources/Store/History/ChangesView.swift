/// The view `changes`: every insert, update and delete of every run, from the live tables and their history tables.
///
/// Each arm is a plain SELECT, so that SQLite pushes `run_id = …` into it and uses the indexes on the run columns. It does so for a
/// value or a parameter; for a column of another table there are too many arms, and all changes are made to find a run's.
///
/// DuckDB reads the text itself and must understand it: no `iif`, no `IS` between two values, and `at` in quotes.
struct ChangesView {
    let shapes: [TableSchema]

    var definition: String {
        """
        CREATE VIEW changes (run_id, "at", resource, managed_user_id, key, op, columns, before, after) AS
        SELECT run_id, (SELECT finished_at FROM sync_runs WHERE id = run_id), resource, managed_user_id, key, op, columns, before, after
        FROM (
        \((shapes.flatMap(arms) + [Self.types]).joined(separator: "\nUNION ALL\n"))
        )
        """
    }

    /// An arm without rows: the view's columns get the types of its last arm. A reader that asks the first row for the types would find NULL.
    /// (`sync_runs` is in each file, and has columns of both types.)
    private static let types = """
        SELECT id, state, id, state, state, state, error, error FROM "sync_runs" WHERE 1 = 0
        """

    /// The parts of the view that are about one table.
    func arms(of shape: TableSchema) -> [String] {
        [begun(in: shape.name, shape), begun(in: shape.history, shape), deleted(shape)]
    }

    /// The versions that runs have begun: an update if the same run has ended an earlier version, otherwise an insert.
    private func begun(in table: String, _ shape: TableSchema) -> String {
        let isInsert = "h._valid_to IS NULL"
        return """
            SELECT s._valid_from AS run_id, '\(shape.name)' AS resource, \(customer(shape, "s")) AS managed_user_id, \(key(shape, "s")) AS key,
                CASE WHEN \(isInsert) THEN 'insert' ELSE 'update' END AS op,
                CASE WHEN \(isInsert) THEN \(allColumns(shape)) ELSE \(changedColumns(shape)) END AS columns,
                CASE WHEN \(isInsert) THEN NULL ELSE \(object(shape, "h")) END AS before, \(object(shape, "s")) AS after
            -- The sign: by the run alone, each version would be compared with all that the run has ended.
            FROM \(quoted(table)) s
            LEFT JOIN \(quoted(shape.history)) h ON \(sameKey(shape)) AND +h._valid_to = s._valid_from AND h._closed_by = 'update'
            """
    }

    private func deleted(_ shape: TableSchema) -> String {
        """
        SELECT h._valid_to, '\(shape.name)', \(customer(shape, "h")), \(key(shape, "h")), 'delete', \(allColumns(shape)), \(object(shape, "h")), NULL
        FROM \(quoted(shape.history)) h
        WHERE h._closed_by <> 'update'
        """
    }

    private func sameKey(_ shape: TableSchema) -> String {
        shape.columns.filter { shape.key.contains($0.name) }
            .map { $0.isRequired ? "s.\(quoted($0.name)) = h.\(quoted($0.name))" : "(\(same($0.name)))" }
            .joined(separator: " AND ")
    }

    /// Whether both are equal or both NULL.
    private func same(_ column: String) -> String {
        let (old, new) = ("h.\(quoted(column))", "s.\(quoted(column))")
        return "\(old) = \(new) OR (\(old) IS NULL AND \(new) IS NULL)"
    }

    private func key(_ shape: TableSchema, _ row: String) -> String { object(shape.key, row) }

    private func allColumns(_ shape: TableSchema) -> String { "'[\(data(shape).map { "\"\($0)\"" }.joined(separator: ","))]'" }

    private func data(_ shape: TableSchema) -> [String] { shape.columns.map(\.name) + ["_extra"] }

    private func object(_ shape: TableSchema, _ row: String) -> String { object(data(shape), row) }

    private func object(_ columns: [String], _ row: String) -> String {
        "json_object(\(columns.map { "'\($0)', \(row).\(quoted($0))" }.joined(separator: ", ")))"
    }

    private func changedColumns(_ shape: TableSchema) -> String {
        let names = data(shape).filter { !shape.key.contains($0) }
        let parts = names.map { "CASE WHEN \(same($0)) THEN '' ELSE ',\"\($0)\"' END" }
        return "'[' || substr(\(parts.joined(separator: " || ")), 2) || ']'"
    }

    private func customer(_ shape: TableSchema, _ row: String) -> String {
        shape.customer.map { "\(row).\(quoted($0))" } ?? "NULL"
    }
}
