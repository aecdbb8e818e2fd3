import Foundation
import Testing

@Suite("status", .serialized)
struct StatusTests {
    /// The documented form, as a monitor would read it.
    private struct Status: Decodable {
        struct Run: Decodable { let run: Int, state: String, ageSeconds: Int, seconds: Int, error: String? }
        struct Resource: Decodable, Equatable {
            let resource: String
            let scopes, never, failing, refused, missing: Int
            let error: String?
            let oldestAgeSeconds: Int?
        }
        struct Field: Decodable { let resource, field: String, hasColumn: Bool, firstRun: Int }
        struct Answers: Decodable { let resource, reason: String, answers, firstRun: Int }
        struct Size: Decodable { let fileBytes, logBytes, liveRows, historyRows: Int, historyBytes: Int? }
        struct Plan: Decodable {
            struct Group: Decodable { let group: String, resources: [String], requests, limit, seconds: Int }
            let requests: Int, seconds: Int, isRough: Bool, groups: [Group]
        }
        let file, checkedAt: String
        /// None before a run has read something.
        let baseUrl: String?
        let lastCompleteRun, lastRun: Run?
        let resources: [Resource]
        let unknownFields: [Field]?
        let uninterpretedAnswers: [Answers]
        let size: Size
        let nextRun: Plan?
    }

    private func status(_ scene: Scene, _ flags: String...) async throws -> Status {
        let run = try await scene.start(["status", "--format", "json"] + flags).finish()
        guard run.code == 0 else { throw Unexpected(run) }
        let objects = try JSONDecoder.ofTheAPI.decode([Status].self, from: run.output)
        return try #require(objects.count == 1 ? objects[0] : nil)
    }

    @Test("says how the last runs went, what fails, what it has, and what the next run will ask, without a request") func json()
        async throws
    {
        try await Scene.play { scene async throws in
            try await scene.sync()
            let customer = try await scene.customers()[0].id
            _ = try await scene.change()
            try await scene.fail("GET /api/managed_users/\(customer)/connections always 403")
            #expect(try await scene.mirror("sync").code == 75)
            let asked = try await scene.requests()
            let status = try await status(scene)
            #expect(status.lastCompleteRun?.run == 1 && status.lastCompleteRun?.state == "complete")
            #expect(status.lastRun?.run == 2 && status.lastRun?.state == "partial")
            let connections = try #require(status.resources.first { $0.resource == "connections" })
            #expect(
                connections.scopes == 4 && connections.failing == 1 && connections.never == 0 && connections.error?.contains("403") == true)
            let others = status.resources.filter { $0.resource != "connections" }
            #expect(others.count > 10 && others.allSatisfy { $0.failing == 0 && $0.never == 0 && $0.oldestAgeSeconds != nil })
            #expect(status.uninterpretedAnswers.isEmpty && status.unknownFields != nil)
            let twins = try scene.live("mirror.db").keys
            let rows = try twins.map { try scene.rows("SELECT (SELECT count(*) FROM \($0)), (SELECT count(*) FROM \($0)_history)")[0] }
            #expect(status.size.liveRows == rows.compactMap { Int($0[0]) }.reduce(0, +))
            #expect(status.size.historyRows == rows.compactMap { Int($0[1]) }.reduce(0, +) && status.size.historyRows > 0)
            #expect(status.size.fileBytes > 100_000 && status.size.historyBytes == nil)
            let plan = try #require(status.nextRun)
            #expect(plan.requests == plan.groups.map(\.requests).reduce(0, +) && plan.requests > 30)
            #expect(try await scene.mirror("sync", "--plan").text.contains("total: \(plan.requests) requests"))
            #expect(try await scene.requests() == asked)
        }
    }

    @Test("says which answers could not be interpreted, and how many bytes the history takes if that is asked") func drift() async throws {
        try await Scene.play { scene async throws in
            try await scene.sync()
            let customer = try await scene.customers()[0].id
            try await scene.fail("GET /api/managed_users/\(customer)/recipes always unknown")
            #expect(try await scene.mirror("sync").code == 65)
            let status = try await status(scene, "--sizes")
            #expect(status.uninterpretedAnswers.map(\.resource) == ["recipes"] && status.uninterpretedAnswers[0].answers == 1)
            #expect(status.uninterpretedAnswers[0].firstRun == 2)
            // Not every SQLite can tell.
            if let bytes = status.size.historyBytes { #expect(bytes > 0 && bytes < status.size.fileBytes + status.size.logBytes) }
        }
    }

    @Test("is read on 80 columns, in a pipe too; as csv it is the report on freshness") func text() async throws {
        try await Scene.play { scene async throws in
            try await scene.sync()
            try await scene.fail("GET /api/managed_users/*/roles always 500 retry-after=0")
            #expect(try await scene.mirror("sync", "--only", "roles").code == 75)
            let run = try await scene.mirror("status")
            #expect(run.code == 0 && run.errors.isEmpty)
            let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { $0.count <= 80 }, "\(run.text)")
            for start in [
                "last complete run   1, ", "last run            2, ", "resource ", "roles ", "rows now ", "the next run", "total: ",
            ] {
                #expect(lines.contains { $0.hasPrefix(start) }, "\(start)\n\(run.text)")
            }
            let csv = try await scene.mirror("status", "--format", "csv")
            #expect(try await csv.output == scene.query(["resource-freshness"]))
            let line = try await scene.mirror("status", "--format", "jsonl")
            #expect(line.text.hasPrefix("{") && line.text.split(separator: "\n").count == 1)
            #expect(try await scene.mirror("status", "--output", "status.json").code == 0)
            #expect(try scene.mode("status.json") == 0o600)
        }
    }

    @Test("of a mirror that has nothing says so, and of no mirror ends with 74") func nothing() async throws {
        try await Scene.play { scene async throws in
            #expect(try await scene.mirror("status").code == 74)
            #expect(try await scene.mirror("sync", environment: ["WORKATO_API_TOKEN": "wrong"]).code == 77)
            let status = try await status(scene)
            #expect(status.lastCompleteRun == nil && status.lastRun?.state == "failed" && status.lastRun?.error != nil)
            #expect(status.resources.isEmpty && status.nextRun == nil && status.baseUrl == nil)
            #expect(try await scene.mirror("status").text.contains("last complete run   none yet\n"))
        }
    }
}
