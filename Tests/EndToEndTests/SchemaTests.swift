import Foundation
import Testing

@Suite("schema", .serialized)
struct SchemaTests {
    /// Set it to have the page written anew.
    private static let variable = "WRITE_SCHEMA_PAGE"
    private static let page = "Documentation/schema.md"

    private func output(_ arguments: String...) async throws -> String {
        let run = try await RunningProgram(
            "workato-mirror", ["schema"] + arguments, environment: [:], in: FileManager.default.temporaryDirectory
        ).finish()
        guard run.code == 0 else { throw Unexpected(run) }
        return run.text
    }

    @Test("has its page in the documentation, which is current") func page() async throws {
        let mark = "<!-- written by `\(Self.variable)=1 swift test --filter SchemaTests` -->\n\n"
        let text = try await mark + output("--format", "markdown")
        if ProcessInfo.processInfo.environment[Self.variable] != nil {
            try Data(text.utf8).write(to: Repository.root.appending(path: Self.page))
        }
        #expect(try Repository.text(Self.page) == text, "out of date: its first line says how to write it anew")
    }

    @Test("fits 80 columns, and tells of one table all that there is to it") func text() async throws {
        let all = try await output()
        #expect(all.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(all.contains("\ntask_usage\n") && all.contains("`lookup_NAME`: "))
        let one = try await output("recipe_activity")
        #expect(one.contains("    lifetime_task_count  integer, in tasks\n        Tasks used since the recipe was made"))
        #expect(one.contains("    managed_user_id  integer, key → managed_users.id\n        The customer. (the path)\n"))
        #expect(one.contains("    _valid_from  integer, not NULL → sync_runs.id\n"))
    }

    @Test("is one array of objects as JSON, a table each, twins included") func json() async throws {
        struct Table: Decodable {
            struct Column: Decodable {
                let column, storage, type, meaning, source: String
                let key: Int?
                let unit, references, sensitivity: String?
                let notNull: Bool
            }
            let table, kind, meaning: String
            let key: [String]
            let resource, request, page: String?
            let columns: [Column]
        }
        let tables = try JSONDecoder.ofTheAPI.decode([Table].self, from: Data(try await output("--format", "json").utf8))
        let recipes = try #require(tables.first { $0.table == "recipes" })
        #expect(recipes.key == ["managed_user_id", "id"] && recipes.kind == "live")
        #expect(recipes.request == "GET /api/managed_users/{managed_user_id}/recipes")
        let running = try #require(recipes.columns.first { $0.column == "running" })
        #expect(running.storage == "INTEGER" && running.type == "boolean" && running.source == "running" && !running.notNull)
        let stopped = try #require(recipes.columns.first { $0.column == "stopped_at" })
        #expect(stopped.type == "timestamp" && stopped.unit == "UTC")
        let author = recipes.columns.first { $0.column == "author_name" }
        #expect(author?.sensitivity == "personal" && running.sensitivity == nil)
        #expect(tables.first { $0.table == "recipes_history" }?.columns.last?.column == "_closed_by")
        #expect(tables.contains { $0.table == "changes" && $0.kind == "view" })
    }

    @Test("draws the relations that the columns declare") func diagram() async throws {
        let diagram = try await output("--format", "mermaid")
        #expect(diagram.hasPrefix("erDiagram\n    managed_users {\n        integer id PK\n    }\n"))
        for relation in [
            "managed_users ||--o{ recipes : managed_user_id", "recipes |o--o{ api_endpoints : flow_id",
            "lookup_tables ||--o{ lookup_table_rows : lookup_table_id", "connections |o--o{ recipe_connections : connection_id",
        ] {
            #expect(diagram.contains("    \(relation)\n"), "\(relation)")
        }
    }

    @Test("says of a table that there is not, and of a lookup table's view, where to look") func unknown() async throws {
        try await Scene.play { scene async throws in
            for name in ["recipe", "lookup_Countries"] {
                let run = try await scene.mirror("schema", name)
                #expect(run.code == 64 && run.output.isEmpty && run.errors.contains("'\(name)'\nhint: "), "\(run.errors)")
            }
        }
    }
}
