import Foundation
import GRDB
import Testing

@Suite("A query that requires a fresh and complete mirror", .serialized)
struct RequirementTests {
    private func ask(_ scene: Scene, _ flags: [String]) async throws -> Finished {
        try await scene.start(["query", "--sql", "SELECT 1 AS one", "--output", "out.csv"] + flags).finish()
    }

    /// Moves every run into the past, as if it had been then.
    private func letRunsAge(_ scene: Scene, hours: Int) async throws {
        let queue = try DatabaseQueue(path: scene.path("mirror.db"))
        try await queue.write { db in
            let moved = ["started_at", "finished_at"].map { "\($0) = strftime('%Y-%m-%dT%H:%M:%fZ', \($0), '-\(hours) hours')" }
            try db.execute(sql: "UPDATE sync_runs SET \(moved.joined(separator: ", "))")
        }
        try queue.close()
    }

    @Test("is refused with 75 before any output when a listing is too old") func stale() async throws {
        try await Scene.play { scene async throws in
            try await scene.sync()
            #expect(try await ask(scene, ["--require-fresh", "24h", "--require-complete"]).code == 0)
            try FileManager.default.removeItem(atPath: scene.path("out.csv"))
            try await letRunsAge(scene, hours: 25)
            let run = try await ask(scene, ["--require-fresh", "24h"])
            #expect(run.code == 75 && run.output.isEmpty && !scene.exists("out.csv"))
            #expect(run.errors.hasPrefix("workato-mirror: mirror.db: managed_users was last listed as a whole 1d 1h ago"), "\(run.errors)")
            #expect(run.errors.contains("\nhint: "))
            #expect(try await ask(scene, ["--require-fresh", "26h"]).code == 0)
            // The settings may list a resource less often; and as of the run it was fresh.
            #expect(try await ask(scene, ["--require-fresh", "1h", "--as-of", "1"]).code == 0)
            let today = Date.now.ISO8601Format().prefix(10)
            #expect(try await ask(scene, ["--require-fresh", "24h", "--as-of", String(today)]).code == 75)
        }
    }

    @Test("is refused with 75 when something could not be read, until it could") func incomplete() async throws {
        try await Scene.play { scene async throws in
            try await scene.sync()
            let customer = try await scene.customers()[0].id
            try await scene.fail("GET /api/managed_users/\(customer)/connections always 403")
            #expect(try await scene.mirror("sync").code == 75)
            let run = try await ask(scene, ["--require-complete"])
            #expect(run.code == 75 && run.errors.contains("1 of 4 listings of connections failed when last tried\nhint: "), "\(run.errors)")
            #expect(try await ask(scene, ["--require-complete", "--as-of", "1"]).code == 0)
            #expect(try await ask(scene, ["--require-fresh", "1h"]).code == 0)
            try await scene.fail()
            try await scene.sync()
            #expect(try await ask(scene, ["--require-complete"]).code == 0)
        }
    }

    @Test("says what is wrong with the flags") func usage() async throws {
        try await Scene.play { scene async throws in
            #expect(try await ask(scene, ["--require-fresh", "tomorrow"]).code == 64)
            #expect(try await scene.mirror("query", "--require-complete").code == 64)
        }
    }
}
