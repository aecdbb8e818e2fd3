import Simulator
import Testing

@Suite("Jobs")
struct JobTests {
    private static let path = "/api/managed_users/10/recipes/1"

    private func world(succeeded: JSON = 40, failed: JSON = 20) -> World {
        let world = plantedWorld()
        world.add(recipe(1), to: .recipes(of: 10))
        let fields: [(String, JSON)] = [
            ("job_succeeded_count", succeeded), ("job_failed_count", failed), ("created_at", "2024-06-01T00:00:00.000-07:00"),
            ("last_run_at", "2024-06-11T00:00:00.000-07:00"), ("applications", ["clock", "jira"]),
        ]
        for (field, value) in fields { world.set(field, to: value, of: 1, in: .recipes(of: 10)) }
        return world
    }

    private func handles(_ reply: Reply) -> [String] { reply.rows.compactMap { $0["id"]?.stringValue } }

    @Test("are as many as the counters say, each once, newest first") func walk() async throws {
        try await withSimulator(world()) { simulator async throws in
            var jobs: [JSON] = []
            var page = try await simulator.get(Self.path + "/jobs")
            #expect(page.json["job_succeeded_count"] == 40 && page.json["job_failed_count"] == 20 && page.json["job_count"] == 60)
            #expect(page.rows.first?["started_at"] == "2024-06-11T07:00:00.000Z")
            while let last = handles(page).last {
                #expect(page.rows.count == min(25, 60 - jobs.count))
                jobs += page.rows
                page = try await simulator.get(Self.path + "/jobs?offset_job_id=\(last)")
            }
            #expect(Set(jobs.compactMap { $0["id"]?.stringValue }).count == 60)
            #expect(jobs.count { $0["is_error"] == true } == 20)
            #expect(jobs.compactMap { $0["started_at"]?.stringValue } == jobs.compactMap { $0["started_at"]?.stringValue }.sorted(by: >))
        }
    }

    @Test("can be walked back and filtered by how they ended") func filters() async throws {
        try await withSimulator(world()) { simulator async throws in
            let first = handles(try await simulator.get(Self.path + "/jobs"))
            let newer = try await simulator.get(Self.path + "/jobs?prev=true&offset_job_id=\(first[10])")
            #expect(handles(newer) == Array(first[..<10]))
            let failed = try await simulator.get(Self.path + "/jobs?status=failed").rows
            #expect(failed.count == 20 && failed.allSatisfy { $0["error"]?.stringValue != nil && $0["error_parts"]?["adapter"] == "jira" })
            let succeeded = try await simulator.get(Self.path + "/jobs?status=succeeded").rows
            #expect(succeeded.count == 25 && succeeded.allSatisfy { $0["error"] == .null && $0["error_parts"] == .null })
            #expect(try await simulator.get(Self.path + "/jobs?status=pending").rows == [])
            #expect(try await simulator.get(Self.path + "/jobs?status=odd").status == 400)
            for handle in ["x", "j-", "", "j-AAAAAAAA-AAAAAA", String(first[0].dropLast()), first[0] + "A"] {
                #expect(try await simulator.get(Self.path + "/jobs?offset_job_id=\(handle)").error(of: "offset_job_id") == "is invalid")
            }
        }
    }

    @Test("are shown one by one") func one() async throws {
        try await withSimulator(world()) { simulator async throws in
            let job = try #require(try await simulator.get(Self.path + "/jobs").rows.first)
            let handle = try #require(job["id"]?.stringValue)
            #expect(try await simulator.get(Self.path + "/jobs/\(handle)").text == job.text)
            #expect(try await simulator.get(Self.path + "/jobs/j-none").text == #"{"message":"Not found"}"#)
            #expect(try await simulator.get("/api/managed_users/10/recipes/9/jobs/\(handle)").status == 404)
        }
    }

    @Test("are repeated, at most 25 at once") func repeated() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let handle = try #require(handles(try await simulator.get(Self.path + "/jobs")).first)
            let reply = try await simulator.post(Self.path + "/repeat_jobs", #"{"job_ids":["\#(handle)","j-none",7]}"#)
            #expect(
                reply.text == #"{"results":[{"job_id":"\#(handle)","status":"enqueued"},"#
                    + #"{"job_id":"j-none","status":"failed","error":"Not found"},{"job_id":7,"status":"failed","error":"Not found"}]}"#)
            #expect(world.record(1, in: .recipes(of: 10))?["job_succeeded_count"] == 41)
            let reruns = try await simulator.get(Self.path + "/jobs?rerun_only=true")
            #expect(reruns.rows.count == 1 && reruns.json["job_count"] == 61)
            let many = JSON.object([.init("job_ids", .array(Array(repeating: .string(handle), count: 26)))])
            for body in [many.text, "{}", #"{"job_ids":[]}"#, #"{"job_ids":"x"}"#] {
                #expect(try await simulator.post(Self.path + "/repeat_jobs", body).status == 400)
            }
        }
    }

    @Test(
        "of planted counters are played whatever these are",
        arguments: [(.null, .null, 0), ("x", 3, 3), (-4, 2, 2), (.integer(Int64.max), .integer(Int64.max), 25), (0, 0, 0)]
            as [(JSON, JSON, Int)])
    func planted(succeeded: JSON, failed: JSON, count: Int) async throws {
        try await withSimulator(world(succeeded: succeeded, failed: failed)) { simulator async throws in
            let reply = try await simulator.get(Self.path + "/jobs")
            #expect(reply.status == 200 && reply.rows.count == count)
        }
    }
}
