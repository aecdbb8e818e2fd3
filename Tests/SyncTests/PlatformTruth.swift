import Catalog
import Foundation
import Simulator

// The tables of what belongs to no customer, or also to the partner's own workspace.
extension Truth {
    func addPlatform(of id: Int64, to tables: inout Tables) {
        let listings: [(String, Place, Listing)] = [
            ("api_collections", .apiCollections(of: id), .apiCollections), ("api_endpoints", .apiEndpoints(of: id), .apiEndpoints),
            ("api_clients", .apiClients(of: id), .apiClients),
            ("api_access_profiles", .apiAccessProfiles(of: id), .apiAccessProfiles),
        ]
        for (table, place, listing) in listings {
            for record in shown(place, listing) {
                var clean = record
                for secret in ["token", "secret", "api_token"] where clean[secret] != nil && clean[secret] != .null {
                    clean[secret] = "[redacted]"
                }
                if let url = clean["api_spec_url"]?.stringValue, let query = url.firstIndex(of: "?") {
                    clean["api_spec_url"] = .string(url[..<query] + "?[redacted]")
                }
                tables[table, default: []].append(row(clean, table, ["managed_user_id": "\(id)"]))
            }
        }
    }

    func addConnectors(to tables: inout Tables) {
        let listing = dialect.has(.allIntegrations) ? Listing.allIntegrations : .integrations
        for connector in world.connectors.map({ dialect.shown($0, of: listing) }) {
            tables["connectors", default: []].append(row(connector, "connectors", [:]))
            for (field, kind) in [("triggers", "trigger"), ("actions", "action")] {
                for operation in connector[field]?.elements ?? [] {
                    let owner: Cells = ["connector": connector["name"]?.stringValue, "kind": kind]
                    tables["connector_operations", default: []].append(row(operation, "connector_operations", owner))
                }
            }
        }
        for connector in shown(.customConnectors, .customConnectors) {
            tables["custom_connectors", default: []].append(row(connector, "custom_connectors", [:]))
            for version in connector["released_versions"]?.elements ?? [] {
                let owner: Cells = ["custom_connector_id": Self.cell(connector["id"], "id")]
                tables["custom_connector_versions", default: []].append(row(version, "custom_connector_versions", owner))
            }
        }
    }

    /// A record as a row: its fields by column. Fields without a column are in `_extra`.
    ///
    /// - Parameter others: tables that receive the record's other fields.
    func row(_ record: JSON, _ table: String, _ known: Cells, beside others: [String] = []) -> Cells {
        let names = columns[table] ?? []
        let elsewhere = Set(([table] + others).flatMap { columns[$0] ?? [] })
        var cells: Cells = names.reduce(into: [:]) { $0[$1] = .some(known[$1] ?? Self.cell(record[$1], $1)) }
        let extra = (record.members ?? []).filter { !elsewhere.contains($0.name) }
        cells["_extra"] = .some(extra.isEmpty ? nil : JSON.object(extra).text)
        return cells
    }

    func counters(_ record: JSON, _ table: String, _ known: Cells) -> Cells {
        (columns[table] ?? []).reduce(into: [:]) { $0[$1] = .some(known[$1] ?? ($1 == "_extra" ? nil : Self.cell(record[$1], $1))) }
    }

    static func cell(_ value: JSON?, _ column: String) -> String? {
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
