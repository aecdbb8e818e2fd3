import Foundation
import Testing

@Suite("A sync", .serialized)
struct SyncTests {
    private let usage = ["task-usage-by-month", "-p", "from=2024-01", "-p", "to=2024-06"]

    private struct Usage: Decodable { let result: [String: [String: Int]] }

    @Test("of an account that has not changed finds nothing, and leaves a report's bytes as they were") func unchanged() async throws {
        try await Scene.play { scene in
            let first = try await scene.mirror("sync")
            #expect(first.code == 0 && first.output.isEmpty && first.errors.hasPrefix("run 1: complete"))
            let before = try await scene.query(usage)
            let second = try await scene.mirror("sync")
            #expect(second.code == 0 && second.errors.contains("\n0 inserted, 0 updated, 0 deleted\n"), "\(second.errors)")
            #expect(try await scene.query(usage) == before)
            #expect(try scene.rows("SELECT count(*) FROM changes WHERE run_id = 2") == [["0"]])
        }
    }

    @Test("brings exactly the usage that the API reports") func usageAsReported() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let reported = try JSONDecoder().decode(Usage.self, from: await scene.call("GET", "/api/managed_users/usage")).result
            let lines = reported.flatMap { customer, months in months.map { "\($0.key),\(customer),\($0.value)\r\n" } }.sorted()
            let sql = "SELECT month, managed_user_id, task_count FROM task_usage"
            let mirrored = try await scene.query(["--sql", sql])
            let expected = (["month,managed_user_id,task_count\r\n"] + lines).sorted()
            #expect(lines.count > 12)
            #expect(split(String(decoding: mirrored, as: UTF8.self)) == expected)
        }
    }

    private func split(_ csv: String) -> [String] {
        csv.components(separatedBy: "\r\n").filter { !$0.isEmpty }.map { $0 + "\r\n" }.sorted()
    }

    @Test("sees what was changed, added and deleted, and what was there before") func changes() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let changes = try await scene.change()
            try await scene.sync()
            let found = try JSONDecoder.ofTheAPI.decode([Change].self, from: await scene.query(["changes-in-run", "--format", "json"]))
            func one(_ resource: String, _ op: String, _ id: Int64) -> Change? {
                found.first { $0.resource == resource && $0.op == op && $0.key.split(separator: " ").last == "\(id)" }
            }
            let renamed = one("managed_users", "update", changes.customer.id)?.summary
            #expect(renamed?.contains("name: \(changes.customer.name.prefix(40)) → Renamed, \"Inc.\"") == true, "\(renamed ?? "none")")
            #expect(one("recipes", "update", changes.stopped.id)?.summary?.contains("running: 1 → 0") == true)
            #expect(one("recipes", "delete", changes.deleted.id)?.summary == changes.deleted.name)
            #expect(one("connections", "update", changes.broken.id)?.summary?.contains("authorization_status: success → failed") == true)
            #expect(one("lookup_table_rows", "insert", changes.addedRow.id) != nil)
            #expect(one("lookup_table_rows", "delete", changes.deletedRow.id) != nil)
        }
    }

    private struct Change: Decodable {
        let resource: String, key: String, op: String, summary: String?
    }

    @Test("takes a base URL with and without /api and a slash for one account") func baseURLs() async throws {
        try await Scene.play { scene in
            for (index, suffix) in ["", "/", "/api", "/api/"].enumerated() {
                let run = try await scene.mirror("sync", environment: ["WORKATO_BASE_URL": scene.baseURL + suffix])
                #expect(run.code == 0 && run.errors.hasPrefix("run \(index + 1): complete"), "\(suffix): \(run.errors)")
            }
            let other = ["WORKATO_BASE_URL": "http://127.0.0.1:1"]
            let flag = try await scene.mirror("sync", "--base-url", scene.baseURL + "/api", environment: other)
            #expect(flag.code == 0, "\(flag.errors)")
        }
    }

    @Test("gets in by API token, and by mail address and user token in headers or in the query") func authentication() async throws {
        let user: [String: String?] = ["WORKATO_API_TOKEN": nil, "WORKATO_USER_EMAIL": Scene.email, "WORKATO_USER_TOKEN": Scene.token]
        try await Scene.play { scene in
            try await scene.sync("token.db")
            let headers = try await scene.mirror("sync", "--db", "headers.db", environment: user)
            let query = try await scene.mirror("sync", "--db", "query.db", "--auth-in-query", environment: user)
            #expect(headers.code == 0 && query.code == 0, "\(headers.errors)\(query.errors)")
            let expected = try scene.live("token.db")
            #expect(try scene.live("headers.db") == expected && scene.live("query.db") == expected)
        }
    }

    @Test("lists with --only what is asked for and what that hangs on") func only() async throws {
        try await Scene.play { scene in
            let run = try await scene.mirror("sync", "--only", "lookup_table_rows")
            #expect(run.code == 0, "\(run.errors)")
            let listed = try scene.rows("SELECT DISTINCT resource FROM sync_scopes ORDER BY 1")
            #expect(listed == [["lookup_table_rows"], ["lookup_tables"], ["managed_users"]])
        }
    }
}
