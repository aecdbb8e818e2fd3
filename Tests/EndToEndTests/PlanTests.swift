import Foundation
import Testing

@Suite("A plan", .serialized)
struct PlanTests {
    @Test("of a mirror that is known asks nothing, and says what the next sync will ask") func known() async throws {
        try await Scene.play(["--customers", "12", "--recipes", "150", "--rows", "1500"]) { scene in
            try await scene.sync()
            let before = try await scene.requests()
            let plan = try await scene.mirror("sync", "--plan", environment: ["WORKATO_API_TOKEN": nil])
            #expect(plan.code == 0 && plan.errors.isEmpty && !plan.text.contains("rough"), "\(plan.text)\(plan.errors)")
            #expect(try await scene.requests() == before)
            let planned = try total(plan)
            try await scene.sync()
            let asked = try await scene.requests() - before
            #expect(asked > 100 && abs(planned - asked) * 10 <= asked, "planned \(planned), asked \(asked)")
            #expect(try scene.rows("SELECT count(*) FROM sync_runs") == [["2"]])
        }
    }

    @Test("of a resource that is not due is without its requests") func notDue() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let all = try total(await scene.mirror("sync", "--plan"))
            try scene.settings("resources: {recipes: {every: 24h}, folders: {every: 24h}}")
            let plan = try await scene.mirror("sync", "--plan")
            let passedOver = try scene.rows("SELECT sum(pages) FROM sync_scopes WHERE resource IN ('recipes', 'folders')")
            #expect(try [["\(all - total(plan))"]] == passedOver, "\(plan.text)")
        }
    }

    @Test("without a mirror asks for one page of customers, calls itself rough, and leaves no file") func empty() async throws {
        try await Scene.play { scene in
            let files = Set(try FileManager.default.contentsOfDirectory(atPath: scene.folder.path))
            let plan = try await scene.mirror("sync", "--plan")
            #expect(plan.code == 0 && plan.text.contains("\na rough estimate"), "\(plan.text)\(plan.errors)")
            #expect(try await scene.requestsByPath() == ["GET /api/managed_users": 1])
            let left = Set(try FileManager.default.contentsOfDirectory(atPath: scene.folder.path)).subtracting(files)
            #expect(left.filter { !$0.hasPrefix("log-") } == [])
            // One request for each customer's listing of each kind, the rows of tables aside: nobody knows the tables yet.
            #expect(try total(plan) > 4 * 10)
        }
    }

    /// The number in the line `total: 1,234 requests, about 3 s`.
    private func total(_ plan: Finished) throws -> Int {
        let match = try #require(plan.text.firstMatch(of: /(?m)^total: ([0-9,.]+) requests/), "\(plan.text)\(plan.errors)")
        return try #require(Int(match.1.filter(\.isNumber)))
    }
}
