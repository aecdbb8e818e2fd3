import Foundation

/// What stands for the names in capitals of `Documentation/api-examples.md`.
extension Scene {
    private struct Record: Decodable {
        let id: Int64, provider: String?, authorizationStatus: String?, running: Bool?, triggerApplication: String?
        let jobSucceededCount: Int64?, data: [String: String?]?, releasedVersions: [Version]?
        struct Version: Decodable { let version: Int64 }
    }
    private struct Job: Decodable { let id: String }
    private struct Jobs: Decodable { let items: [Job] }
    private struct Result: Decodable { let result: Row }

    /// A pick list of each provider that the simulator has any of.
    private static let pickLists = [
        "salesforce": "sobject", "netsuite": "record_types", "slack": "channels", "hubspot": "pipelines", "zendesk": "ticket_forms",
        "jira": "projects", "google_sheets": "spreadsheets", "shopify": "locations", "quickbooks": "accounts", "snowflake": "schemas",
    ]

    /// Looks for a customer who has all that the examples speak of; what has no listing is made.
    func exampleIds() async throws -> [String: String] {
        for customer in try await customers() {
            let path = "/api/managed_users/\(customer.id)"
            guard let found = try await work(path), let theirs = try await platform(path, ""),
                let own = try await platform("/api", "OWN_"),
                let connector = try await list("/api/custom_connectors", of: Record.self).first,
                let version = connector.releasedVersions?.first
            else { continue }
            let known = ["CUSTOMER": "\(customer.id)", "CONNECTOR": "\(connector.id)", "VERSION": "\(version.version)"]
            return try await [found, theirs, own, made(path)].reduce(known) { $0.merging($1) { $1 } }
        }
        throw Unexpected(code: 0, errors: "no customer has all that the examples name")
    }

    private func work(_ path: String) async throws -> [String: String]? {
        let members: [Record] = try await list("\(path)/members")
        let recipes: [Record] = try await list("\(path)/recipes")
        let connections: [Record] = try await list("\(path)/connections")
        let isOfUse = { (recipe: Record) in
            recipe.running == true && recipe.triggerApplication != nil && recipe.jobSucceededCount ?? 0 > 0
        }
        guard members.count > 1, let recipe = recipes.first(where: isOfUse),
            let connection = connections.first(where: { $0.authorizationStatus == "success" && Self.pickLists[$0.provider ?? ""] != nil }),
            let folder = try await list("\(path)/folders", of: Record.self).first,
            let project = try await list("\(path)/projects", of: Record.self).first,
            let role = try await list("\(path)/roles", of: Record.self).first, let row = try await row(path)
        else { return nil }
        let jobs = try JSONDecoder().decode(Jobs.self, from: await call("GET", "\(path)/recipes/\(recipe.id)/jobs")).items
        return row.merging([
            "MEMBER": "\(members[0].id)", "OTHER_MEMBER": "\(members[1].id)", "RECIPE": "\(recipe.id)", "JOB": jobs[0].id,
            "CONNECTION": "\(connection.id)", "PICK_LIST": Self.pickLists[connection.provider ?? ""] ?? "", "FOLDER": "\(folder.id)",
            "PROJECT": "\(project.id)", "ROLE": "\(role.id)",
        ]) { $1 }
    }

    /// A row with a cell that can be looked up.
    private func row(_ path: String) async throws -> [String: String]? {
        for table in try await list("\(path)/lookup_tables", of: Record.self) {
            for row in try await list("\(path)/lookup_tables/\(table.id)/rows", of: Record.self) {
                for case (let label, let cell?) in row.data ?? [:] where label.allSatisfy(\.isLetter) && cell.allSatisfy(\.isLetter) {
                    return ["LOOKUP_TABLE": "\(table.id)", "ROW": "\(row.id)", "LABEL": label, "CELL": cell]
                }
            }
        }
        return nil
    }

    private func platform(_ path: String, _ prefix: String) async throws -> [String: String]? {
        let kinds = [
            ("COLLECTION", "api_collections"), ("ENDPOINT", "api_endpoints"), ("CLIENT", "api_clients"), ("PROFILE", "api_access_profiles"),
        ]
        var ids: [String: String] = [:]
        for (name, listing) in kinds {
            guard let record = try await list("\(path)/\(listing)", of: Record.self).first else { return nil }
            ids[prefix + name] = "\(record.id)"
        }
        return ids
    }

    private func made(_ path: String) async throws -> [String: String] {
        func id(_ path: String, _ json: String) async throws -> Int64 {
            let data = try await call("POST", path, json)
            return try (try? JSONDecoder().decode(Result.self, from: data).result).map(\.id)
                ?? JSONDecoder().decode(Row.self, from: data).id
        }
        let manifest = try await id("\(path)/export_manifests", #"{"export_manifest":{"name":"Examples"}}"#)
        try Data("PK\u{3}\u{4}".utf8).write(to: folder.appending(path: "release.zip"))
        return [
            "MANIFEST": "\(manifest)", "PACKAGE": "\(try await id("\(path)/exports/\(manifest)", "{}"))",
            "IMPORT": "\(try await id("\(path)/imports?folder_id=1", "PK"))",
            "EMPTY_FOLDER": "\(try await id("\(path)/folders", #"{"name":"Empty"}"#))",
        ]
    }
}
