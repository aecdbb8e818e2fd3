import Catalog
import Testing

@Suite struct EndpointsTests {
    @Test("every mirrored resource's listing is in the table, with its budget and its table")
    func resources() throws {
        for resource in Catalog.standard.resources {
            let path = resource.listing.path
            let method: Endpoint.Method = resource.listing.method == .get ? .get : .post
            let endpoint = try #require(Endpoint.matching(method: method, path: path.replacing(/\{[a-z_]+\}/, with: "7")))
            #expect(endpoint.path == path)
            #expect(endpoint.group == resource.group, "\(resource.name)")
            #expect(endpoint.mirrored == resource.name)
        }
    }

    @Test("a resource has a single GET where the table has one below its listing, with the budget that it spends")
    func singles() throws {
        for resource in Catalog.standard.resources {
            let found = Endpoint.all.filter { endpoint in
                let last = endpoint.path.split(separator: "/").last ?? ""
                return endpoint.method == .get && endpoint.path == "\(resource.listing.path)/\(last)" && last.hasPrefix("{")
            }
            #expect(resource.item == found.first.map { ItemEndpoint($0.path, group: $0.group) }, "\(resource.name)")
            if resource.item != nil { #expect(resource.key.count == 1) }
        }
        let generous = Catalog.standard.resources.filter { $0.item?.group.isGenerous == true }.map(\.name)
        #expect(generous == ["recipes"])
    }

    @Test("a record's path has its scope and its key, percent-encoded")
    func itemPath() {
        let scope = Scope(.lookupTableRows, in: .standard, values: [.integer(7), .integer(3)])
        let path = Resource.lookupTableRows.itemPath(of: .text("a/b c"), in: scope, in: .standard)
        #expect(path == "/api/managed_users/7/lookup_tables/3/rows/a%2Fb%20c")
        #expect(Resource.roles.itemPath(of: .integer(1), in: Scope(.roles, in: .standard, values: [.integer(7)]), in: .standard) == nil)
    }

    @Test("no endpoint is listed twice, and each is found by a path of its own")
    func unique() {
        var seen: Set<String> = []
        for endpoint in Endpoint.all {
            #expect(seen.insert("\(endpoint.method) \(endpoint.path)").inserted, "\(endpoint.path)")
            let path = endpoint.path.replacing("{managed_user_id}", with: "EA2300").replacing(/\{[a-z_]+\}/, with: "12")
            #expect(Endpoint.matching(method: endpoint.method, path: path) == endpoint, "\(endpoint.method) \(path)")
        }
    }

    @Test("one budget has one limit")
    func groups() {
        var limits: [String: Int] = [:]
        for group in Endpoint.all.map(\.group) {
            #expect(limits.updateValue(group.requestsPerMinute, forKey: group.name) ?? group.requestsPerMinute == group.requestsPerMinute)
        }
    }

    @Test("every section has endpoints, every path starts at /api, every title is short")
    func shape() {
        #expect(Set(Endpoint.all.map(\.section)) == Set(Endpoint.Section.allCases))
        for endpoint in Endpoint.all {
            #expect(endpoint.path.hasPrefix("/api/") && !endpoint.path.hasSuffix("/"))
            #expect(endpoint.title.split(separator: " ").count <= 6, "\(endpoint.title)")
            if endpoint.mirrored != nil { #expect(endpoint.isRead) }
        }
    }

    @Test("what is read by POST counts as reading, and nothing else that is not GET does")
    func reads() {
        let reading = Endpoint.all.filter { $0.isRead && $0.method != .get }.map { $0.path.split(separator: "/").last }
        #expect(reading == ["usage", "connection_usage", "pick_list"])
        #expect(Endpoint.all.allSatisfy { $0.method != .get || $0.isRead })
    }

    @Test("the tables that are filled are those of the mirror")
    func mirrored() {
        #expect(
            Set(Endpoint.all.compactMap(\.mirrored)) == [
                "managed_users", "members", "connections", "recipes", "folders", "projects", "roles", "properties", "lookup_tables",
                "lookup_table_rows", "api_collections", "api_endpoints", "api_clients", "api_access_profiles", "connectors",
                "custom_connectors", "picklist_values", "recipe_version_details", "task_usage",
            ])
    }

    @Test(
        "a path is known however the references write it",
        arguments: [
            ("/api/managed_users/usage", "/api/managed_users/usage"), ("/api/managed_users/", "/api/managed_users"),
            ("managed_users/19029?page=1", "/api/managed_users/{managed_user_id}"),
            ("/api//managed_users/7/members/", "/api/managed_users/{managed_user_id}/members"),
            ("/api/managed_users/7_dev/recipes", "/api/managed_users/{managed_user_id}/recipes"),
            ("/api/managed_users/EA2300_prod/roles", "/api/managed_users/{managed_user_id}/roles"),
            ("/api/managed_users/Ea%2Fb%20c/properties?prefix=x", "/api/managed_users/{managed_user_id}/properties"),
            (
                "/api/managed_users/7/export_manifests/folder_assets",
                "/api/managed_users/{managed_user_id}/export_manifests/folder_assets"
            ),
            ("/api/integrations/all", "/api/integrations/all"),
            ("/api/v2/managed_users/7/api_clients", "/api/v2/managed_users/{managed_user_id}/api_clients"),
        ])
    func matches(path: String, template: String) {
        #expect(Endpoint.matching(method: .get, path: path)?.path == template)
    }

    @Test(
        "what is in no reference is unknown, and spends the tightest budget",
        arguments: [
            "/api/managed_users/members", "/api/managed_users/E", "/api/managed_users/7_stage", "/api/managed_users/７", "/api",
            "/api/managed_users/7/recipes/8/nine/ten", "",
        ])
    func unknown(path: String) {
        #expect(Endpoint.matching(method: .get, path: path) == nil)
        #expect(EndpointGroup.of(method: .get, path: path) == .other)
        #expect(EndpointGroup.other.requestsPerMinute == Endpoint.all.map(\.group.requestsPerMinute).min())
    }

    @Test(
        "the limits are those that Workato documents",
        arguments: [
            (Endpoint.Method.get, "managed_users/7/members", 60), (.delete, "managed_users/7/members/8", 1_000),
            (.post, "managed_users", 1_000), (.put, "managed_users/7", 60), (.get, "managed_users/7/connections", 1_000),
            (.delete, "managed_users/7/connections/8", 60), (.get, "managed_users/7/properties", 1_000),
            (.post, "managed_users/7/properties", 60), (.get, "managed_users/7/recipes/8", 2_000),
            (.get, "managed_users/7/recipes/8/versions", 60), (.post, "managed_users/7/recipes/8/copy", 1_000),
            (.put, "managed_users/7/recipes/8/force_run", 60), (.get, "managed_users/7/lookup_tables/8/rows", 1_000),
            (.get, "managed_users/7/lookup_tables/8/rows/9", 60), (.get, "integrations", 1_000), (.get, "custom_connectors", 60),
            (.get, "managed_users/7/folders", 60), (.post, "managed_users/7/connections/8/pick_list", 60),
            (.get, "v2/managed_users/7/developer_api_clients", 1_000), (.get, "v2/managed_users/7/developer_api_clients/8", 60),
            (.post, "managed_users/7/imports", 1_000), (.post, "managed_users/7/exports/8", 60),
        ])
    func limits(method: Endpoint.Method, path: String, limit: Int) {
        #expect(EndpointGroup.of(method: method, path: path).requestsPerMinute == limit)
    }
}
