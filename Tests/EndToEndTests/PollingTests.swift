import Foundation
import Testing

@Suite("A sync that stays", .serialized)
struct PollingTests {
    @Test("runs again and again, says one line a run, and shows in its metrics what it did") func metrics() async throws {
        try await Scene.play { scene in
            let poller = try await RunningPoller.start(in: scene)
            defer { poller.program.send(signal: SIGKILL) }
            try await poller.waitForRuns(2)
            let metrics = try await poller.metrics()
            #expect(metrics["runs_total{state=\"complete\"}"] ?? 0 >= 2)
            #expect(metrics["requests_total{group=\"customers\",status=\"200\"}"] ?? 0 >= 2)
            #expect(metrics["records_total{resource=\"managed_users\"}"] ?? 0 >= 8)
            #expect(metrics["changes_total{resource=\"managed_users\"}"] == 4)
            #expect(metrics["resource_age_seconds{resource=\"recipes\"}"] ?? -1 >= 0)
            #expect(metrics["last_run_state{state=\"complete\"}"] == 1 && metrics["last_run_state{state=\"partial\"}"] == 0)
            #expect(metrics["last_run_duration_seconds"] ?? 0 > 0 && metrics["last_run_end_timestamp_seconds"] ?? 0 > 1_700_000_000)
            // A share of all the windows that the run took: on a slow machine these are many.
            let used = metrics["budget_used_ratio{group=\"recipes\"}"] ?? 0
            #expect(used > 0 && used <= 1)
            let health = try await poller.health()
            #expect(health.status == 200 || health.text.hasPrefix("the last successful run"), "\(health)")
            let end = try await poller.stop()
            let runs = try RunningPoller.lines(end.errors).map(\.message).filter { $0.hasPrefix("run ") && $0 != "run stopped" }
            #expect(end.code == 0 && end.output.isEmpty && runs == (1...runs.count).map { "run \($0) complete" }, "\(end.errors)")
        }
    }

    @Test("says 503 and why while the API fails, and recovers by itself")
    func outage() async throws {
        try await Scene.play { scene in
            let poller = try await RunningPoller.start(in: scene)
            defer { poller.program.send(signal: SIGKILL) }
            try await poller.waitForRuns(1)
            try await scene.fail("GET /api/** always reset")
            try await wait(until: "it is not fresh any more") { try await poller.health().status == 503 }
            #expect(try await poller.health().text.contains("the last successful run ended"))
            try await wait(until: "a run fails", by: poller.program) {
                try poller.runs().contains { $0.level == "warning" && $0.metadata.failures ?? 0 > 0 }
            }
            let metrics = try await poller.metrics()
            #expect(metrics["last_run_state{state=\"complete\"}"] == 0)
            #expect((metrics["runs_total{state=\"partial\"}"] ?? 0) + (metrics["runs_total{state=\"failed\"}"] ?? 0) > 0)
            try await scene.fail()
            try await wait(until: "it is fresh again") { try await poller.health().status == 200 }
            #expect(try await poller.stop().code == 0)
        }
    }

    @Test("does not ask in every run what always fails") func failingScope() async throws {
        try await Scene.play { scene in
            let path = "/api/managed_users/\(try await scene.customers()[0].id)/connections"
            try await scene.fail("GET \(path) always 403")
            let poller = try await RunningPoller.start(in: scene)
            defer { poller.program.send(signal: SIGKILL) }
            try await poller.waitForRuns(3)
            #expect(try await scene.requestsByPath()["GET \(path)"] == 1)
            #expect(try scene.rows("SELECT DISTINCT state FROM sync_runs") == [["partial"]])
            let byHand = try await scene.mirror("sync", "--db", "mirror.db")
            // While the poller is in a run of its own, it is told so.
            #expect(byHand.code == 75, "\(byHand.errors)")
            #expect(try await poller.stop().code == 0)
        }
    }

    @Test("ends with 0 in the middle of a run, and the next start goes on from there") func stopped() async throws {
        try await Scene.play { scene in
            try await scene.fail("GET /api/managed_users/*/recipes always slow 3600s")
            let poller = try await RunningPoller.start(in: scene)
            defer { poller.program.send(signal: SIGKILL) }
            try await wait(until: "there is something to keep") {
                guard try await scene.requests() > 40, try await scene.isQuiet() else { return false }
                // It cannot be read in the moment that it is made.
                return (try? scene.stagedScopes()).flatMap(\.self) ?? 0 > 0
            }
            let end = try await poller.stop()
            // Its last line may be missing: on a slow machine it is cut off before.
            #expect(end.code == 0, "\(end.code) \(end.errors)")
            #expect(try scene.stagedScopes() ?? 0 > 0)
            try await scene.fail()
            let next = try await scene.mirror("sync")
            #expect(next.code == 0 && next.errors.contains("\nresumed: "), "\(next.errors)")
        }
    }
}
