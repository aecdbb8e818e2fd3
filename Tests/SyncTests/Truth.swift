import Catalog
import Crypto
import Foundation
import Simulator

/// What the mirror's tables must hold, worked out from a simulated world by other means than the mirror's own.
struct Truth {
    let world: World

    typealias Cells = [String: String?]

    /// Every live table's rows, without bookkeeping columns but `_extra`.
    func tables(columns: [String: [String]]) -> [String: Set<Cells>] {
        let customers = world.records(.customers)
        let ids = world.customerIDs
        var tables: [String: [Cells]] = [:]
        for customer in customers { add(customer: customer, to: &tables, columns) }
        for id in ids {
            for recipe in world.records(.recipes(of: id)) { add(recipe: recipe, of: id, to: &tables, columns) }
            for connection in world.records(.connections(of: id)) {
                tables["connections", default: []].append(row(connection, columns["connections"], ["managed_user_id": "\(id)"]))
            }
            for table in world.records(.lookupTables(of: id)) { add(table: table, of: id, to: &tables, columns) }
        }
        tables["task_usage"] = world.usage.map {
            ["managed_user_id": "\($0.managedUserID)", "month": "\($0.month)", "task_count": "\($0.taskCount)", "_extra": nil]
        }
        return tables.mapValues { Set($0) }
    }

    private func add(customer: JSON, to tables: inout [String: [Cells]], _ columns: [String: [String]]) {
        let id = Self.cell(customer["id"], "id")
        tables["managed_users", default: []].append(row(customer, columns["managed_users"], [:]))
        tables["managed_user_activity", default: []].append(row(customer, columns["managed_user_activity"], ["managed_user_id": id]))
        for app in Set((customer["whitelisted_apps"]?.elements ?? []).compactMap(\.stringValue)) {
            tables["managed_user_apps", default: []].append(["managed_user_id": id, "app": app, "_extra": nil])
        }
    }

    private func add(recipe: JSON, of customer: Int64, to tables: inout [String: [Cells]], _ columns: [String: [String]]) {
        let owner: Cells = ["managed_user_id": "\(customer)", "recipe_id": Self.cell(recipe["id"], "id"), "_extra": nil]
        tables["recipes", default: []].append(row(recipe, columns["recipes"], ["managed_user_id": "\(customer)"]))
        tables["recipe_activity", default: []].append(row(recipe, columns["recipe_activity"], owner))
        var uses = Set((recipe["action_applications"]?.elements ?? []).compactMap(\.stringValue).map { [$0, "action"] })
        if let trigger = recipe["trigger_application"]?.stringValue { uses.insert([trigger, "trigger"]) }
        for use in uses {
            tables["recipe_applications", default: []].append(owner.merging(["application": use[0], "role": use[1]]) { $1 })
        }
        let connections = Set(
            (recipe["config"]?.elements ?? []).map { entry in
                ["connection_id": "account_id", "provider": "provider", "keyword": "keyword"].mapValues { Self.cell(entry[$0], $0) }
            })
        for connection in connections { tables["recipe_connections", default: []].append(owner.merging(connection) { $1 }) }
        if let code = recipe["code"]?.stringValue {
            let hash = SHA256.hash(data: Data(code.utf8)).map { String(format: "%02x", $0) }.joined()
            let version: Cells = ["version_no": Self.cell(recipe["version_no"], "version_no"), "code": code, "code_sha256": hash]
            tables["recipe_versions", default: []].append(owner.merging(version) { $1 })
        }
    }

    private func add(table: JSON, of customer: Int64, to tables: inout [String: [Cells]], _ columns: [String: [String]]) {
        guard let id = table["id"]?.integerValue else { return }
        let owner: Cells = ["managed_user_id": "\(customer)", "lookup_table_id": "\(id)", "_extra": nil]
        tables["lookup_tables", default: []].append(row(table, columns["lookup_tables"], ["managed_user_id": "\(customer)"]))
        let schema = table["schema"]?.stringValue.flatMap { JSON(parsing: Array($0.utf8)) }
        for (index, column) in (schema?.elements ?? []).enumerated() {
            let cells = ["label", "name", "type"].reduce(into: owner) { $0[$1] = .some(Self.cell(column[$1], $1)) }
            tables["lookup_table_columns", default: []].append(cells.merging(["position": "\(index + 1)"]) { $1 })
        }
        for record in world.records(.rows(of: customer, table: id)) {
            tables["lookup_table_rows", default: []].append(row(record, columns["lookup_table_rows"], owner))
        }
    }

    private func row(_ record: JSON, _ columns: [String]?, _ known: Cells) -> Cells {
        (columns ?? []).reduce(into: [:]) { cells, column in
            cells[column] = .some(known[column] ?? (column == "_extra" ? nil : Self.cell(record[column], column)))
        }
    }

    private static func cell(_ value: JSON?, _ column: String) -> String? {
        switch value {
        case nil, .null?: nil
        case .bool(let flag)?: flag ? "1" : "0"
        case .number(let digits)?: digits
        case .string(let text)?: isTime(column) ? Moment(text)?.utc : text
        case .array?, .object?: value?.text
        }
    }

    private static func isTime(_ column: String) -> Bool { column.hasSuffix("_at") || column.hasPrefix("current_billing_period") }
}

extension Harness {
    /// Every live table's rows as the truth has them.
    func liveTables() throws -> [String: Set<Truth.Cells>] {
        try columns().reduce(into: [:]) { tables, table in
            let names = table.value.map { "\"\($0)\"" }.joined(separator: ", ")
            tables[table.key] = Set(try rows("SELECT \(names) FROM \"\(table.key)\""))
        }
    }

    /// The live tables' columns, bookkeeping left out but `_extra`.
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

    /// The tables that differ from the world, with one row that is too much and one that is missing.
    func differences(from world: World) throws -> [String] {
        let truth = Truth(world: world).tables(columns: try columns())
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
