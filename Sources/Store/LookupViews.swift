import GRDB

/// The views `lookup_NAME`: each lookup table as a table of its own, with a column for each label.
///
/// Of tables with one name the first (by customer and id) has the plain name, the others add the customer's id, and the
/// table's id where even that is not unique. So the views follow from the live rows alone. Only those that differ are made anew.
struct LookupViews {
    let db: Database

    /// In each view's text: it tells our views from those that a user has made.
    static let mark = "/* lookup table"

    func recreate() throws {
        let wanted = try names().reduce(into: [:]) { try $0[$1.name] = view($1) }
        let present = try Row.fetchAll(
            db, sql: "SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' AND instr(sql, ?) > 0", arguments: [Self.mark])
        let made = Dictionary(uniqueKeysWithValues: present.map { ($0["name"] as String, $0["sql"] as String) })
        for name in made.keys.sorted() where wanted[name] != made[name] { try db.execute(sql: "DROP VIEW main.\(quoted(name))") }
        for (name, sql) in wanted.sorted(by: { $0.key < $1.key }) where made[name] != sql { try db.execute(sql: sql) }
    }

    /// Makes those of a past run whose names are wanted, of the tables that are in front. Of a name that no table had then,
    /// there is still a view in the file: to use it is to be an error.
    func recreate(asOf run: Int64, where isWanted: (String) -> Bool) throws {
        guard isWanted("lookup_") else { return }
        let then = try names().filter { isWanted($0.name) }
        for name in then { try db.execute(sql: view(name).replacing("CREATE VIEW", with: "CREATE TEMP VIEW", maxReplacements: 1)) }
        let known = Set(then.map { $0.name.lowercased() })
        let now = try String.fetchAll(
            db, sql: "SELECT name FROM main.sqlite_schema WHERE type = 'view' AND instr(sql, ?) > 0", arguments: [Self.mark])
        for name in now where isWanted(name) && !known.contains(name.lowercased()) {
            try db.execute(sql: "CREATE TEMP VIEW \(quoted(name)) AS SELECT * FROM \(quoted("\(name) as of run \(run)"))")
        }
    }

    /// A lookup table, and the name of its view.
    private struct Named {
        let name: String
        let customer: Int64
        let table: Int64
    }

    private func names() throws -> [Named] {
        var taken = try foreignNames()
        let tables = try Row.fetchAll(db, sql: "SELECT managed_user_id, id, name FROM lookup_tables ORDER BY managed_user_id, id")
        return tables.compactMap { table -> Named? in
            let (customer, id): (Int64, Int64) = (table["managed_user_id"], table["id"])
            let plain = "lookup_" + Self.printable(table["name"] ?? "\(id)")
            let candidates = [plain, "\(plain)_\(customer)", "\(plain)_\(customer)_\(id)"]
            return candidates.first { taken.insert($0.lowercased()).inserted }.map { Named(name: $0, customer: customer, table: id) }
        }
    }

    /// Names of tables and of views that are not ours, which SQLite compares without regard to case.
    private func foreignNames() throws -> Set<String> {
        try Set(
            String.fetchAll(
                db, sql: "SELECT lower(name) FROM main.sqlite_schema WHERE NOT (type = 'view' AND instr(sql, ?) > 0)",
                arguments: [Self.mark]))
    }

    private func view(_ named: Named) throws -> String {
        let columns = try Row.fetchAll(
            db,
            sql: "SELECT label, name FROM lookup_table_columns WHERE managed_user_id = ? AND lookup_table_id = ? ORDER BY position",
            arguments: [named.customer, named.table])
        var taken: Set<String> = ["id", "created_at", "updated_at"]
        let cells = columns.map { column -> String in
            let (label, field): (String?, String?) = (column["label"], column["name"])
            return "    \(cell([label, field])) AS \(quoted(unique(label ?? field ?? "column", among: &taken)))"
        }
        return """
            CREATE VIEW \(quoted(named.name)) AS \(Self.mark) \(named.table) of customer \(named.customer) */
            SELECT
            \((["    row.id AS id"] + cells + ["    row.created_at AS created_at", "    row.updated_at AS updated_at"]).joined(separator: ",\n"))
            FROM lookup_table_rows AS row
            WHERE row.managed_user_id = \(named.customer) AND row.lookup_table_id = \(named.table)
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
