import Foundation
import Testing

@Suite("An API of another year", .serialized)
struct DialectTests {
    private static let filled = [
        "managed_users", "members", "roles", "folders", "properties", "connections", "recipes", "lookup_tables",
        "lookup_table_rows", "api_collections", "api_endpoints", "api_clients", "api_access_profiles", "connectors",
        "custom_connectors", "custom_connector_versions", "task_usage",
    ]

    /// What only some years show.
    private static let later = [
        "2022": ["projects", "role_privileges"], "2024": ["projects", "role_privileges", "connector_operations"],
        "2025": ["projects", "role_privileges", "connector_operations"],
    ]

    @Test("is mirrored without a failure, and a second sync changes nothing", arguments: ["2020", "2022", "2024", "2025"])
    func mirrored(dialect: String) async throws {
        try await Scene.play(["--dialect", dialect]) { scene in
            let first = try await scene.mirror("sync")
            #expect(first.code == 0 && first.errors.hasPrefix("run 1: complete"), "\(first.errors)")
            let second = try await scene.mirror("sync")
            #expect(second.code == 0 && second.errors.contains("\n0 inserted, 0 updated, 0 deleted\n"), "\(second.errors)")
            for table in Self.filled + (Self.later[dialect] ?? []) {
                #expect(try scene.rows("SELECT count(*) > 0 FROM \(table)") == [["1"]], "\(table)")
            }
            #expect(try scene.rows("SELECT count(*) > 0 FROM api_clients WHERE managed_user_id = 0") == [["1"]])
            #expect(try scene.rows("SELECT count(*) FROM drift_observations") == [["0"]])
        }
    }

    @Test("that has no projects is no failure: they are missing, and the summary and `status` say so") func missing() async throws {
        try await Scene.play(["--dialect", "2020"]) { scene in
            let run = try await scene.mirror("sync")
            #expect(run.code == 0 && run.errors.contains("\nnot on this server: projects"), "\(run.errors)")
            let listings = try scene.rows("SELECT state, count(*) FROM sync_scopes WHERE resource = 'projects' GROUP BY state")
            #expect(listings == [["missing", "4"]])
            #expect(try scene.rows("SELECT DISTINCT resource FROM sync_scopes WHERE state <> 'complete'") == [["projects"]])
            let status = try await scene.mirror("status", "--format", "csv")
            #expect(status.code == 0 && status.text.contains("\r\nprojects,4,4,0,4,"), "\(status.text)\(status.errors)")
        }
    }
}
