import Foundation
import Testing

@Suite("A customer whose listing fails", .serialized)
struct FailingScopeTests {
    // Connections are one request a customer: the fifth of four customers is the first of the second sync.
    @Test("with 403 makes the run partial, is recorded, and loses nothing") func forbidden() async throws {
        try await Scene.play(["--fault", "GET /api/managed_users/*/connections after 4 for 1 403"]) { scene in
            try await scene.sync()
            let before = try scene.live("mirror.db")
            let run = try await scene.mirror("sync")
            #expect(
                run.code == 75 && run.errors.hasPrefix("run 2: partial") && run.errors.contains("\nhint: "), "\(run.code) \(run.errors)")
            #expect(run.errors.contains("connections: 1 of 4 scopes failed") && run.errors.contains("403"), "\(run.errors)")
            try expectOneFailure(scene, "connections", saying: "403")
            #expect(try scene.live("mirror.db") == before)
            try await scene.sync()
            #expect(try scene.rows("SELECT state FROM sync_runs ORDER BY id") == [["complete"], ["partial"], ["complete"]])
        }
    }

    @Test("with 404 or 500 deletes none of its folders, and the rest is published", arguments: ["404", "500 retry-after=0"])
    func folders(failure: String) async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let customers = try await scene.customers()
            let (failing, healthy) = (customers[0].id, customers[1].id)
            let before = try scene.rows("SELECT * FROM folders WHERE managed_user_id = \(failing) ORDER BY id")
            try await scene.call("POST", "/api/managed_users/\(healthy)/folders", #"{"name":"New here"}"#)
            try await scene.fail("GET /api/managed_users/\(failing)/folders always \(failure)")
            let run = try await scene.mirror("sync")
            #expect(run.code == 75 && run.errors.hasPrefix("run 2: partial"), "\(run.code) \(run.errors)")
            try expectOneFailure(scene, "folders", saying: String(failure.prefix(3)))
            #expect(try !before.isEmpty && scene.rows("SELECT * FROM folders WHERE managed_user_id = \(failing) ORDER BY id") == before)
            #expect(try scene.rows("SELECT count(*) FROM folders_history") == [["0"]])
            #expect(try scene.rows("SELECT managed_user_id FROM folders WHERE name = 'New here'") == [["\(healthy)"]])
        }
    }

    @Test("with an envelope that nobody knows ends with 65; the raw answer is kept, and nothing is deleted") func unknown() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let before = try scene.live("mirror.db")
            let customer = try await scene.customers()[0].id
            let path = "/api/managed_users/\(customer)/recipes"
            try await scene.fail("GET \(path) always unknown")
            let answer = try await scene.call("GET", "\(path)?per_page=100")
            let run = try await scene.mirror("sync")
            #expect(run.code == 65 && run.errors.contains("drift_observations"), "\(run.code) \(run.errors)")
            let kept = try scene.rows("SELECT resource, scope, CAST(body AS TEXT) FROM drift_observations")
            #expect(kept == [["recipes", "managed_user_id=\(customer)", String(decoding: answer, as: UTF8.self)]])
            #expect(try scene.live("mirror.db") == before)
        }
    }

    private func expectOneFailure(_ scene: Scene, _ resource: String, saying status: String) throws {
        let failed = try scene.rows("SELECT run, resource, state FROM sync_scopes WHERE state <> 'complete'")
        #expect(failed == [["2", resource, "failed"]])
        let error = try scene.rows("SELECT error FROM sync_scopes WHERE state = 'failed'").first?.first ?? ""
        #expect(error.contains(status) && error.contains("/\(resource)"), "\(error)")
        #expect(try scene.rows("SELECT state FROM sync_runs WHERE id = 2") == [["partial"]])
    }
}
