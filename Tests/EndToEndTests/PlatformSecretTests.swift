import Foundation
import Testing

@Suite("A secret of the API platform", .serialized)
struct PlatformSecretTests {
    private struct Record: Decodable {
        let apiSpecUrl: String?, token: String?, secret: String?

        var secrets: [String] {
            [token, secret, apiSpecUrl.flatMap { URLComponents(string: $0)?.queryItems?.first?.value }].compactMap(\.self)
        }
    }

    @Test("is in no file: not in the database, not in what a killed sync leaves, not in an answer kept as evidence") func nowhere()
        async throws
    {
        try await Scene.play { scene in
            let secrets = try await planted(scene)
            #expect(secrets.count > 8)
            try await scene.sync()
            #expect(try scene.rows("SELECT count(*) > 0, sum(api_spec_url NOT LIKE '%?[redacted]') FROM api_collections") == [["1", "0"]])
            #expect(try scene.rows("SELECT count(*) > 0 FROM api_access_profiles WHERE _extra LIKE '%[redacted]%'") == [["1"]])
            try await scene.fail(
                """
                GET /api/managed_users/*/api_collections always unknown
                GET /api/api_access_profiles always invalid
                GET /api/managed_users/*/api_clients always unknown
                """)
            let sync = try scene.start(["sync", "--only", "api_collections,api_clients,api_access_profiles"])
            let run = try await sync.finish()
            #expect(run.code == 65, "\(run.code) \(run.errors)")
            #expect(try scene.rows("SELECT count(*) > 4 FROM drift_observations") == [["1"]])
            #expect(try scene.filesHolding(secrets) == [])
        }
    }

    @Test("is not in the side file of a sync that was killed") func killed() async throws {
        try await Scene.play { scene in
            let secrets = try await planted(scene)
            try await scene.fail("GET /api/managed_users/*/roles always slow 100s")
            let sync = try scene.start(["sync"])
            try await wait(until: "the access profiles are staged") {
                guard sync.isRunning else { throw try await Unexpected(sync.finish()) }
                let staged = FileManager.default.contents(atPath: scene.path("mirror.db.staging"))
                return staged?.range(of: Data("[redacted]".utf8)) != nil
            }
            sync.send(signal: SIGKILL)
            _ = try await sync.finish()
            #expect(try scene.exists("mirror.db.staging") && scene.filesHolding(secrets) == [])
        }
    }

    /// All secrets that the API shows, of the customers and of the partner.
    private func planted(_ scene: Scene) async throws -> Set<String> {
        var secrets: Set<String> = []
        for root in try await [""] + scene.customers().map({ "/managed_users/\($0.id)" }) {
            for listing in ["api_collections", "api_clients", "api_access_profiles"] {
                let records = try await scene.list("/api\(root)/\(listing)?per_page=100", of: Record.self)
                secrets.formUnion(records.flatMap(\.secrets).filter { $0.count >= 12 })
            }
        }
        return secrets
    }
}
