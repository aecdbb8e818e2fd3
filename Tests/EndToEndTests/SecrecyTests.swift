import Foundation
import Testing

@Suite("A secret", .serialized)
struct SecrecyTests {
    private static let secret = "wrk-s3cret-0123456789"

    @Test("that is missing ends a sync with 77 and says what to set") func missing() async throws {
        try await Scene.play { scene in
            for half in ["WORKATO_USER_EMAIL", "WORKATO_USER_TOKEN", "WORKATO_MIRROR_UNUSED"] {
                let run = try await scene.mirror("sync", environment: ["WORKATO_API_TOKEN": nil, half: Self.secret])
                #expect(run.code == 77 && run.errors.contains("WORKATO_API_TOKEN"), "\(run.code) \(run.errors)")
                #expect(!run.everything.contains(Self.secret))
            }
            #expect(try await scene.requests() == 0)
        }
    }

    @Test("that is wrong ends a sync with 77, and is found nowhere", arguments: [false, true]) func wrong(inQuery: Bool) async throws {
        let wrong: [String: String?] =
            inQuery
            ? ["WORKATO_API_TOKEN": nil, "WORKATO_USER_EMAIL": Scene.email, "WORKATO_USER_TOKEN": Self.secret]
            : ["WORKATO_API_TOKEN": Self.secret]
        try await Scene.play { scene in
            let run = try await scene.start(["sync"] + (inQuery ? ["--auth-in-query"] : []), environment: wrong).finish()
            #expect(run.code == 77 && run.errors.contains("\nhint: "), "\(run.code) \(run.errors)")
            #expect(try await scene.requests() < 5)
            try expectNoSecret(in: scene)
        }
    }

    @Test("that is right is in no output and in no file either") func right() async throws {
        try await Scene.play(["--token", Self.secret]) { scene in
            for flags in [[], ["--auth-in-query"]] {
                let user: [String: String?] = ["WORKATO_USER_EMAIL": Scene.email, "WORKATO_USER_TOKEN": Self.secret]
                let token: [String: String?] = ["WORKATO_API_TOKEN": flags.isEmpty ? Self.secret : nil]
                let run = try await scene.start(["sync"] + flags, environment: user.merging(token) { $1 }).finish()
                #expect(run.code == 0, "\(run.errors)")
            }
            try expectNoSecret(in: scene)
        }
    }

    @Test("that is stored, the customers' data, is for its owner only") func modes() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            _ = try await scene.query(["sync-health", "--output", "health.csv"])
            for file in ["mirror.db", "mirror.db.lock", "health.csv"] { #expect(try scene.mode(file) == 0o600, "\(file)") }
        }
    }

    /// Looks at every byte in the folder: the database and its side files, and all that the programs have written.
    private func expectNoSecret(in scene: Scene) throws {
        #expect(scene.exists("mirror.db"))
        #expect(try scene.filesHolding([Self.secret]) == [])
    }
}
