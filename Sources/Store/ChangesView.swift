/// The view `changes`: every insert, update and delete of every run, from the live tables and their twins.
///
/// Each arm is a plain SELECT, so that SQLite pushes `run_id = …` into it and uses the indexes on the run columns.
struct ChangesView {
    let shapes: [TableShape]

    var definition: String {
        "CREATE VIEW changes (run_id, at, resource, managed_user_id, key, op, columns, before, after) AS\n"
            + shapes.flatMap(arms).joined(separator: "\nUNION ALL\n")
    }

    private func arms(of shape: TableShape) -> [String] {
        let twin = quoted(shape.history)
        let live = quoted(shape.name)
        let sameKey = shape.key.map { "s.\(quoted($0)) IS h.\(quoted($0))" }.joined(separator: " AND ")
        let replaced = "EXISTS (SELECT 1 FROM \(twin) h WHERE \(sameKey) AND h._valid_to = s._valid_from AND h._closed_by = 'update')"
        return [live, twin].flatMap { later in
            [
                arm(shape, run: "s._valid_from", row: "s", op: "insert", from: "\(later) s WHERE NOT \(replaced)"),
                arm(
                    shape, run: "h._valid_to", row: "s", op: "update",
                    from: "\(twin) h JOIN \(later) s ON \(sameKey) AND s._valid_from = h._valid_to WHERE h._closed_by = 'update'"),
            ]
        } + [arm(shape, run: "h._valid_to", row: "h", op: "delete", from: "\(twin) h WHERE h._closed_by <> 'update'")]
    }

    private func arm(_ shape: TableShape, run: String, row: String, op: String, from source: String) -> String {
        let before = op == "insert" ? "NULL" : object(shape, "h")
        let after = op == "delete" ? "NULL" : object(shape, "s")
        let columns = op == "update" ? changedColumns(shape) : "json_array(\(data(shape).map { "'\($0)'" }.joined(separator: ", ")))"
        return """
            SELECT \(run), (SELECT finished_at FROM sync_runs WHERE id = \(run)), '\(shape.name)', \(customer(shape, row)),
                json_object(\(shape.key.map { "'\($0)', \(row).\(quoted($0))" }.joined(separator: ", "))), '\(op)', \(columns),
                \(before), \(after)
            FROM \(source)
            """
    }

    private func data(_ shape: TableShape) -> [String] { shape.columns.map(\.name) + ["_extra"] }

    private func object(_ shape: TableShape, _ row: String) -> String {
        "json_object(\(data(shape).map { "'\($0)', \(row).\(quoted($0))" }.joined(separator: ", ")))"
    }

    private func changedColumns(_ shape: TableShape) -> String {
        let names = data(shape).filter { !shape.key.contains($0) }
        let parts = names.map { "iif(h.\(quoted($0)) IS s.\(quoted($0)), '', ',\"\($0)\"')" }
        return "'[' || substr(\(parts.joined(separator: " || ")), 2) || ']'"
    }

    private func customer(_ shape: TableShape, _ row: String) -> String {
        shape.customer.map { "\(row).\(quoted($0))" } ?? "NULL"
    }
}
