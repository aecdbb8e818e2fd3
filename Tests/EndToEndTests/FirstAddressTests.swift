import Foundation
import Testing

@Suite("A first address that is wrong", .serialized)
struct FirstAddressTests {
    @Test("has no list of customers: 69 and a hint, no run to read, and the file is free for the right one") func notFound() async throws {
        try await Scene.play { scene in
            let wrong = try await scene.mirror("sync", "--base-url", "\(scene.baseURL)/elsewhere")
            #expect(wrong.code == 69, "\(wrong.code) \(wrong.errors)")
            #expect(
                wrong.errors.contains("has no /api/managed_users (404)") && wrong.errors.contains("\nhint: check --region or --base-url"))
            #expect(try scene.rows("SELECT id, state, base_url FROM sync_runs") == [["1", "failed", "\(scene.baseURL)/elsewhere/api"]])
            #expect(try scene.rows("SELECT value FROM mirror_meta WHERE name = 'base_url'") == [])
            try await scene.sync()
            #expect(try scene.rows("SELECT value FROM mirror_meta WHERE name = 'base_url'") == [["\(scene.baseURL)/api"]])
            let other = try await scene.mirror("sync", "--base-url", "\(scene.baseURL)/elsewhere")
            #expect(other.code == 74 && other.errors.contains("mirrors \(scene.baseURL)/api"), "\(other.code) \(other.errors)")
        }
    }

    @Test("of a server that answers with web pages binds the file no more than one that refuses the token")
    func otherServers() async throws {
        try await Scene.play(["--fault", "GET /api/** always html"]) { scene in
            let pages = try await scene.mirror("sync")
            #expect(pages.code == 65, "\(pages.code) \(pages.errors)")
            #expect(try scene.rows("SELECT state FROM sync_runs") == [["partial"]])
            try await Scene.play { right in
                try FileManager.default.copyItem(atPath: scene.path("mirror.db"), toPath: right.path("mirror.db"))
                let refused = try await right.mirror("sync", environment: ["WORKATO_API_TOKEN": "not-the-right-token"])
                #expect(refused.code == 77, "\(refused.code) \(refused.errors)")
                try await right.sync()
                let runs = try right.rows("SELECT state, base_url FROM sync_runs ORDER BY id")
                #expect(
                    runs == [
                        ["partial", "\(scene.baseURL)/api"], ["failed", "\(right.baseURL)/api"], ["complete", "\(right.baseURL)/api"],
                    ])
            }
        }
    }

    @Test("leaves a file that no command answers from with an empty table: 75, and what to do") func unpublished() async throws {
        try await Scene.play { scene in
            _ = try await scene.mirror("sync", environment: ["WORKATO_API_TOKEN": "not-the-right-token"])
            let questions = [
                ["query", "sync-health"], ["query", "--sql", "SELECT * FROM sync_runs"],
                ["query", "customer-overview", "--as-of", "latest"],
                ["changes"], ["changes", "--since", "yesterday"], ["diff", "1", "2"],
            ]
            for question in questions {
                let run = try await scene.start(question).finish()
                #expect(run.code == 75 && run.output.isEmpty, "\(question): \(run.code) \(run.errors)")
                #expect(
                    run.errors
                        == "workato-mirror: mirror.db: no run has been published yet\nhint: run `workato-mirror sync` first; if it was run, `workato-mirror status` says how it went\n"
                )
            }
            let status = try await scene.mirror("status")
            #expect(status.code == 0 && status.text.contains("none yet"), "\(status.text)")
        }
    }

    @Test("is not asked without credentials, and leaves no file") func noCredentials() async throws {
        try await Scene.play { scene in
            let run = try await scene.mirror("sync", environment: ["WORKATO_API_TOKEN": nil])
            #expect(run.code == 77 && !scene.exists("mirror.db"), "\(run.code) \(run.errors)")
        }
    }

    @Test(
        "in plain HTTP is not sent the token, unless it is this machine's or that is allowed",
        arguments: [
            "http://192.0.2.2", "http://partner.invalid/api", "http://127.0.0.1.nip.invalid", "http://localhost.invalid",
            "http://[2001:db8::1]:80",
        ])
    func plain(address: String) async throws {
        try await Scene.play { scene in
            for line in [["sync"], ["api", "managed_users"]] {
                let run = try await scene.start(line, environment: ["WORKATO_BASE_URL": address]).finish()
                #expect(run.code == 64 && run.errors.contains("--allow-http"), "\(line): \(run.code) \(run.errors)")
            }
            #expect(!scene.exists("mirror.db"))
            // A proxy on another machine would read it as well.
            let proxied = try await scene.mirror("sync", environment: ["HTTP_PROXY": "http://proxy.invalid:3128"])
            #expect(proxied.code == 64 && proxied.errors.contains("proxy.invalid:3128"), "\(proxied.code) \(proxied.errors)")
        }
    }

    @Test("is refused where it is given, by config too: unknown regions and other schemes") func refused() async throws {
        try await Scene.play { scene in
            for command in ["sync", "config"] {
                for (variable, value) in [("WORKATO_REGION", "xx"), ("WORKATO_BASE_URL", "ftp://partner.invalid")] {
                    let other = variable == "WORKATO_REGION" ? "WORKATO_BASE_URL" : "WORKATO_REGION"
                    let run = try await scene.start([command], environment: [variable: value, other: nil]).finish()
                    #expect(run.code == 64 && run.errors.contains("(environment \(variable))"), "\(command): \(run.code) \(run.errors)")
                }
            }
            for line in [
                ["--listen", "127.0.0.1:0"], ["--log-format", "json"], ["--only", ""], ["--only", ","], ["--allow-deletes", ""],
            ] {
                let run = try await scene.start(["sync"] + line).finish()
                #expect(run.code == 64 && run.errors.contains(line[0]) && !scene.exists("mirror.db"), "\(line): \(run.code) \(run.errors)")
            }
        }
    }
}
