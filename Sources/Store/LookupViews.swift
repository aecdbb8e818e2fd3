import GRDB

/// The views `lookup_NAME`: each lookup table as a table of its own, with a column for each label.
///
/// Of tables with one name the first (by customer and id) has the plain name, the others add the customer's id, and the
/// table's id where even that is not unique. So the views follow from the live rows alone. Only those that differ are made anew.
struct LookupViews {
    let db: Database

    /// In each view's text: it tells our views from those that a user has made.
    private static let mark = "/* lookup table"

    func recreate() throws {
        let wanted = try definitions()
        let present = try Row.fetchAll(
            db, sql: "SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' AND instr(sql, ?) > 0", arguments: [Self.mark])
        let made = Dictionary(uniqueKeysWithValues: present.map { ($0["name"] as String, $0["sql"] as String) })
        for name in made.keys.sorted() where wanted[name] != made[name] { try db.execute(sql: "DROP VIEW main.\(quoted(name))") }
        for (name, sql) in wanted.sorted(by: { $0.key < $1.key }) where made[name] != sql { try db.execute(sql: sql) }
    }

    private func definitions() throws -> [String: String] {
        var taken = try foreignNames()
        var definitions: [String: String] = [:]
        let tables = try Row.fetchAll(db, sql: "SELECT managed_user_id, id, name FROM main.lookup_tables ORDER BY managed_user_id, id")
        for table in tables {
            let (customer, id): (Int64, Int64) = (table["managed_user_id"], table["id"])
            let plain = "lookup_" + Self.printable(table["name"] ?? "\(id)")
            let candidates = [plain, "\(plain)_\(customer)", "\(plain)_\(customer)_\(id)"]
            guard let name = candidates.first(where: { taken.insert($0.lowercased()).inserted }) else { continue }
            definitions[name] = try view(name, customer: customer, table: id)
        }
        return definitions
    }

    /// Names of tables and of views that are not ours, which SQLite compares without regard to case.
    private func foreignNames() throws -> Set<String> {
        try Set(
            String.fetchAll(
                db, sql: "SELECT lower(name) FROM main.sqlite_schema WHERE NOT (type = 'view' AND instr(sql, ?) > 0)",
                arguments: [Self.mark]))
    }

    private func view(_ name: String, customer: Int64, table: Int64) throws -> String {
        let columns = try Row.fetchAll(
            db,
            sql: "SELECT label, name FROM main.lookup_table_columns WHERE managed_user_id = ? AND lookup_table_id = ? ORDER BY position",
            arguments: [customer, table])
        var taken: Set<String> = ["id", "created_at", "updated_at"]
        let cells = columns.map { column -> String in
            let (label, field): (String?, String?) = (column["label"], column["name"])
            return "    \(cell([label, field])) AS \(quoted(unique(label ?? field ?? "column", among: &taken)))"
        }
        return """
            CREATE VIEW \(quoted(name)) AS \(Self.mark) \(table) of customer \(customer) */
            SELECT
            \((["    row.id AS id"] + cells + ["    row.created_at AS created_at", "    row.updated_at AS updated_at"]).joined(separator: ",\n"))
            FROM lookup_table_rows AS row
            WHERE row.managed_user_id = \(customer) AND row.lookup_table_id = \(table)
            """
    }

    /// A cell by its column's label or, as recipes see it, by the column's name. A path would trip over quotes and dots.
    private func cell(_ keys: [String?]) -> String {
        let found = keys.compactMap { $0 }.map { key -> String in
            "(SELECT value FROM json_each(row.data) WHERE key = '\(key.replacing("'", with: "''").replacing("\0", with: ""))')"
        }
        return found.count == 1 ? found[0] : found.isEmpty ? "NULL" : "coalesce(\(found.joined(separator: ", ")))"
    }

    private func unique(_ label: String, among taken: inout Set<String>) -> String {
        let plain = Self.printable(label)
        var name = plain
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            name = "\(plain)_\(number)"
            number += 1
        }
        return name
    }

    /// A name as it is, without what no statement could hold or show.
    private static func printable(_ name: String) -> String {
        String(name.map { $0.isNewline || $0 == "\0" || $0 == "\t" ? " " : $0 })
    }
}
