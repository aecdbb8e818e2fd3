import Catalog
import GRDB
import Simulator

extension Harness {
    /// Every live table's rows as `Truth` has them.
    func liveTables() throws -> [String: Set<Truth.Cells>] {
        let columns = try columns()
        // One connection for all, because each connection has to read the schema first.
        return try read { db in
            try columns.reduce(into: [:]) { tables, table in
                let names = table.value.map { "\"\($0)\"" }.joined(separator: ", ")
                tables[table.key] = Set(try Row.fetchAll(db, sql: "SELECT \(names) FROM \"\(table.key)\"").map(\.cells))
            }
        }
    }

    /// The live tables' columns. Of the bookkeeping columns only `_extra`.
    func columns() throws -> [String: [String]] {
        try read { db in
            try Dictionary(
                uniqueKeysWithValues: Catalog.standard.tables.map { table in
                    let names = try String.fetchAll(
                        db, sql: "SELECT name FROM pragma_table_info(?) WHERE name <> '_valid_from'", arguments: [table.name])
                    return (table.name, names)
                })
        }
    }

    /// The tables that differ from the world, with one surplus row and one missing row each.
    func differences(from world: World, in dialect: Dialect = .year2024) throws -> [String] {
        let truth = Truth(world: world, dialect: dialect, columns: try columns()).tables()
        return try liveTables().compactMap { name, rows in
            let wanted = truth[name] ?? []
            let surplus = rows.subtracting(wanted)
            let missing = wanted.subtracting(rows)
            guard !surplus.isEmpty || !missing.isEmpty else { return nil }
            let samples = "\(surplus.first ?? [:]) and \(missing.first ?? [:])"
            return "\(name): \(surplus.count) too many; \(missing.count) missing, such as \(samples)"
        }.sorted()
    }
}
