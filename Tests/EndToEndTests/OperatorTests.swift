import Foundation
import Testing

@Suite("What an operator sees", .serialized)
struct OperatorTests {
    @Test("of a sync with --quiet is nothing when all is well, and all that is wrong") func quiet() async throws {
        try await Scene.play { scene in
            let fine = try await scene.mirror("sync", "--quiet")
            #expect(fine.code == 0 && fine.everything.isEmpty, "\(fine.everything)")
            try scene.edit(
                "UPDATE task_usage SET task_count = task_count + 1 WHERE (managed_user_id, month) = (SELECT managed_user_id, month FROM task_usage LIMIT 1)"
            )
            let healed = try await scene.mirror("sync", "--quiet", "--recheck")
            #expect(healed.code == 0 && healed.output.isEmpty, "\(healed.code)")
            #expect(healed.errors.hasPrefix("task_usage: 1 row had been changed in the file, and was put right: "), "\(healed.errors)")
            #expect(healed.errors.split(separator: "\n").count == 1)
            try await scene.fail("GET /api/managed_users/*/connections always 500")
            let failed = try await scene.mirror("sync", "--quiet")
            #expect(failed.code == 75 && failed.errors.hasPrefix("connections: 4 of 4 scopes failed"), "\(failed.errors)")
            #expect(failed.errors.contains("\nworkato-mirror: some scopes failed\nhint: "))
        }
    }

    @Test("of a sync that stays: numbers as numbers in JSON, a weekly recheck, and no failure when it is asked to end") func poller()
        async throws
    {
        try await Scene.play { scene in
            try await scene.sync()
            try scene.edit(
                """
                UPDATE sync_runs SET started_at = '2024-01-01T00:00:00.000Z', finished_at = '2024-01-01T00:00:01.000Z';
                UPDATE recipes SET name = 'edited' WHERE id = (SELECT min(id) FROM recipes)
                """)
            let poller = try await RunningPoller.start(in: scene)
            defer { poller.program.send(signal: SIGKILL) }
            try await poller.waitForRuns(2)
            let end = try await poller.stop()
            #expect(end.code == 0)
            let lines = try end.errors.split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
            let runs = lines.filter { ($0["message"] as? String)?.hasPrefix("run ") == true }
            let first = try #require(runs.first?["metadata"] as? [String: Any])
            #expect(first["put_right"] as? Int == 1 && first["requests"] as? Int ?? 0 > 10 && first["took"] as? Double ?? -1 >= 0)
            #expect((first["changed_in_file"] as? [String])?.first?.hasPrefix("recipes: 1 row had been changed in the file") == true)
            let second = try #require(runs.dropFirst().first?["metadata"] as? [String: Any])
            #expect(second["put_right"] == nil)
            #expect(lines.allSatisfy { $0["level"] as? String == "info" }, "\(end.errors)")
            #expect(lines.allSatisfy { ($0["metadata"] as? [String: Any])?["failures"] == nil }, "\(end.errors)")
            #expect(try scene.rows("SELECT count(*) FROM recipes WHERE name = 'edited'") == [["0"]])
        }
    }

    @Test("of a port that is taken, a path that the API has not, and half a file is what it is") func troubles() async throws {
        try await Scene.play { scene in
            let port = try #require(scene.baseURL.split(separator: ":").last.map(String.init))
            let taken = try await scene.mirror("sync", "--every", "1h", "--listen", "127.0.0.1:\(port)")
            #expect(
                taken.code == 64 && taken.errors.contains("cannot listen on 127.0.0.1:\(port): address already in use"), "\(taken.errors)")
            let absent = try await scene.mirror("api", "managed_users/1/nothing")
            #expect(
                absent.code == 69 && absent.errors.contains("not found (404)") && !absent.errors.contains("reached"), "\(absent.errors)")
            try await scene.sync("half.db")
            let whole = try Data(contentsOf: scene.folder.appending(path: "half.db"))
            try whole.prefix(whole.count / 2).write(to: scene.folder.appending(path: "half.db"))
            for line in [["query", "customer-overview"], ["sync"], ["status"], ["changes"]] {
                let run = try await scene.start(line + ["--db", "half.db"]).finish()
                #expect(run.code == 74 && run.errors.contains("half.db: the file is damaged"), "\(line): \(run.code) \(run.errors)")
            }
        }
    }
}
