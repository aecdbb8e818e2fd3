import Foundation
import Testing

@Suite("What is listed, and how often", .serialized)
struct ResourceChoiceTests {
    private struct Created: Decodable {
        let result: Folder
        struct Folder: Decodable { let id: Int64 }
    }
    private struct Provided: Decodable { let id: Int64, provider: String? }

    @Test("a resource with an interval is passed over until a recipe names a folder that is unknown") func interval() async throws {
        try await Scene.play { scene in
            try scene.settings("resources: {folders: {every: 24h}}")
            try await scene.sync()
            #expect(try await asked(scene, "/folders", whileSyncing: 2).isEmpty)
            #expect(try scene.rows("SELECT count(*) FROM sync_scopes WHERE run = 2 AND resource = 'folders'") == [["0"]])

            let customer = try await scene.customers()[0].id
            let path = "/api/managed_users/\(customer)"
            let folder = try JSONDecoder().decode(Created.self, from: await scene.call("POST", "\(path)/folders", #"{"name":"Later"}"#))
                .result
            #expect(try await asked(scene, "/folders", whileSyncing: 3).isEmpty)
            let recipe = try #require(await scene.list("\(path)/recipes", of: Scene.Recipe.self).first)
            try await scene.call("PUT", "\(path)/recipes/\(recipe.id)/stop")
            try await scene.call("PUT", "\(path)/recipes/\(recipe.id)", #"{"recipe":{"folder_id":\#(folder.id)}}"#)
            #expect(try await asked(scene, "/folders", whileSyncing: 4) == ["GET \(path)/folders"])
            #expect(try scene.rows("SELECT name FROM folders WHERE id = \(folder.id)") == [["Later"]])
        }
    }

    @Test("a resource that is switched off is not asked for, and --only asks for it all the same") func disabled() async throws {
        try await Scene.play { scene in
            try scene.settings("resources: {roles: {enabled: false}, lookup_tables: {enabled: false}}")
            #expect(try await asked(scene, "/roles", "/rows", "/lookup_tables", whileSyncing: 1).isEmpty)
            #expect(try scene.rows("SELECT count(*) FROM roles") == [["0"]])
            let run = try await scene.mirror("sync", "--only", "roles")
            #expect(run.code == 0, "\(run.errors)")
            #expect(try scene.rows("SELECT count(*) > 0 FROM roles") == [["1"]])
        }
    }

    @Test("pick lists are read from each connection of their provider") func pickLists() async throws {
        try await Scene.play(["--customers", "8"]) { scene in
            try scene.settings("picklists: [salesforce/sobject, 'salesforce/sobject_fields?sobject=Account']")
            let connections = try await authorize(scene, "salesforce")
            #expect(!connections.isEmpty)
            try await scene.sync()
            let lists = try scene.rows("SELECT connection_id, pick_list, count(*) FROM picklist_values GROUP BY 1, 2 ORDER BY 1, 2")
            #expect(
                lists == connections.sorted().flatMap { [["\($0)", "sobject", "3"], ["\($0)", "sobject_fields?sobject=Account", "4"]] })
            let named = try scene.rows("SELECT DISTINCT label FROM picklist_values WHERE value = 'Invoice__c'")
            #expect(named == [["Invoice (custom)"]])
            try await scene.sync()
            #expect(try scene.rows("SELECT count(*) FROM changes WHERE run_id = 2") == [["0"]])
        }
    }

    @Test("the versions of a recipe are asked for once, and again only when it has a new one") func versions() async throws {
        try await Scene.play { scene in
            try scene.settings("resources: {recipe_version_details: {enabled: true}}")
            try await scene.sync()
            let recipes = try scene.rows("SELECT count(*) FROM recipes")
            #expect(try scene.rows("SELECT count(DISTINCT recipe_id) FROM recipe_version_details") == recipes)
            let customer = try await scene.customers()[0].id
            let path = "/api/managed_users/\(customer)/recipes"
            let recipe = try #require(await scene.list(path, of: Scene.Recipe.self).first)
            let code = #"{"recipe":{"code":"{\"name\":\"x\",\"provider\":\"clock\"}"}}"#
            try await scene.call("PUT", "\(path)/\(recipe.id)/stop")
            try await scene.call("PUT", "\(path)/\(recipe.id)", code)
            #expect(try await asked(scene, "/versions", whileSyncing: 2) == ["GET \(path)/\(recipe.id)/versions"])
            let missing = try scene.rows(
                """
                SELECT r.id FROM recipes AS r WHERE NOT EXISTS (
                    SELECT 1 FROM recipe_version_details AS d WHERE d.recipe_id = r.id AND d.version_no = r.version_no)
                """)
            #expect(missing == [])
            #expect(try await asked(scene, "/versions", whileSyncing: 3).isEmpty)
        }
    }

    /// Syncs, and gives those requests whose path ends so.
    private func asked(_ scene: Scene, _ ends: String..., whileSyncing run: Int) async throws -> [String] {
        let before = try await scene.requestsByPath()
        let sync = try await scene.mirror("sync")
        #expect(sync.code == 0 && sync.errors.hasPrefix("run \(run): complete"), "\(sync.errors)")
        return try await scene.requestsByPath().filter { path, count in
            ends.contains(where: path.hasSuffix) && count > before[path] ?? 0
        }.keys.sorted()
    }

    /// Mends all connections of a provider: of a broken one there is no pick list.
    private func authorize(_ scene: Scene, _ provider: String) async throws -> [Int64] {
        var found: [Int64] = []
        for customer in try await scene.customers() {
            let path = "/api/managed_users/\(customer.id)/connections"
            for connection in try await scene.list(path, of: Provided.self) where connection.provider == provider {
                try await scene.call("PUT", "\(path)/\(connection.id)", #"{"authorization_status":"success"}"#)
                found.append(connection.id)
            }
        }
        return found
    }
}
