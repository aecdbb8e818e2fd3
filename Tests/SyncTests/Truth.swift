import Catalog
import Foundation
import Hashing
import Simulator

/// What the mirror's tables must hold, worked out from a simulated world without the mirror's own code.
struct Truth {
    let world: World
    /// What the server shows of the world.
    let dialect: Dialect
    let columns: [String: [String]]

    typealias Cells = [String: String?]
    typealias Tables = [String: [Cells]]

    /// Every live table's rows. Of the bookkeeping columns they have only `_extra`.
    func tables() -> [String: Set<Cells>] {
        var tables: Tables = [:]
        for customer in shown(.customers, .customers) { add(customer: customer, to: &tables) }
        for id in world.customerIDs { addWorkspace(of: id, to: &tables) }
        for id in [0] + world.customerIDs { addPlatform(of: id, to: &tables) }
        addConnectors(to: &tables)
        tables["task_usage"] = world.usage.map {
            ["managed_user_id": "\($0.managedUserID)", "month": "\($0.month)", "task_count": "\($0.taskCount)", "_extra": nil]
        }
        return tables.mapValues { Set($0) }
    }

    /// The records of a place as a listing of this dialect shows them; none if it has no such listing.
    func shown(_ place: Place, _ listing: Listing) -> [JSON] {
        dialect.has(listing) ? world.records(place).map { dialect.shown($0, of: listing) } : []
    }

    private func addWorkspace(of id: Int64, to tables: inout Tables) {
        for recipe in shown(.recipes(of: id), .recipes) { add(recipe: recipe, of: id, to: &tables) }
        for table in shown(.lookupTables(of: id), .lookupTables) { add(table: table, of: id, to: &tables) }
        let listings: [(String, Place, Listing)] = [
            ("connections", .connections(of: id), .connections), ("members", .members(of: id), .members),
            ("folders", .folders(of: id), .folders), ("projects", .projects(of: id), .projects), ("roles", .roles(of: id), .roles),
        ]
        for (table, place, listing) in listings {
            for record in shown(place, listing) { tables[table, default: []].append(row(record, table, ["managed_user_id": "\(id)"])) }
        }
        for role in shown(.roles(of: id), .roles) { add(role: role, of: id, to: &tables) }
        for property in world.properties(of: id) {
            tables["properties", default: []].append(
                ["managed_user_id": "\(id)", "name": property.name, "value": property.value, "_extra": nil])
        }
    }

    private func add(customer: JSON, to tables: inout Tables) {
        let id = Self.cell(customer["id"], "id")
        tables["managed_users", default: []].append(row(customer, "managed_users", [:], beside: ["managed_user_activity"]))
        tables["managed_user_activity", default: []].append(counters(customer, "managed_user_activity", ["managed_user_id": id]))
        for app in Set((customer["whitelisted_apps"]?.elements ?? []).compactMap(\.stringValue)) {
            tables["managed_user_apps", default: []].append(["managed_user_id": id, "app": app, "_extra": nil])
        }
    }

    private func add(role: JSON, of customer: Int64, to tables: inout Tables) {
        let id = Self.cell(role["id"], "id")
        for group in role["privileges"]?.members ?? [] {
            for privilege in Set((group.value.elements ?? []).compactMap(\.stringValue)) {
                tables["role_privileges", default: []].append(
                    ["managed_user_id": "\(customer)", "role_id": id, "resource": group.name, "privilege": privilege, "_extra": nil])
            }
        }
    }

    private func add(recipe: JSON, of customer: Int64, to tables: inout Tables) {
        let owner: Cells = ["managed_user_id": "\(customer)", "recipe_id": Self.cell(recipe["id"], "id"), "_extra": nil]
        let own = row(recipe, "recipes", ["managed_user_id": "\(customer)"], beside: ["recipe_activity", "recipe_versions"])
        tables["recipes", default: []].append(own)
        tables["recipe_activity", default: []].append(counters(recipe, "recipe_activity", owner))
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
            let hash = SHA256.hash(Array(code.utf8)).map { String(format: "%02x", $0) }.joined()
            let version: Cells = ["version_no": Self.cell(recipe["version_no"], "version_no"), "code": code, "code_sha256": hash]
            tables["recipe_versions", default: []].append(owner.merging(version) { $1 })
        }
    }

    private func add(table: JSON, of customer: Int64, to tables: inout Tables) {
        guard let id = table["id"]?.integerValue else { return }
        let owner: Cells = ["managed_user_id": "\(customer)", "lookup_table_id": "\(id)", "_extra": nil]
        tables["lookup_tables", default: []].append(row(table, "lookup_tables", ["managed_user_id": "\(customer)"]))
        let schema = table["schema"]?.stringValue.flatMap { JSON(parsing: Array($0.utf8)) }
        for (index, column) in (schema?.elements ?? []).enumerated() {
            let cells = ["label", "name", "type"].reduce(into: owner) { $0[$1] = .some(Self.cell(column[$1], $1)) }
            tables["lookup_table_columns", default: []].append(cells.merging(["position": "\(index + 1)"]) { $1 })
        }
        for record in shown(.rows(of: customer, table: id), .lookupRows) {
            let place: Cells = ["managed_user_id": "\(customer)", "lookup_table_id": "\(id)"]
            tables["lookup_table_rows", default: []].append(row(record, "lookup_table_rows", place))
        }
    }
}
