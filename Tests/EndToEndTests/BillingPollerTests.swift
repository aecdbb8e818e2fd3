import Foundation
import Testing

@Suite("A sync that stays, and closes months", .serialized)
struct BillingPollerTests {
    @Test("closes the last month after its first complete run, says so once, and not again") func closes() async throws {
        try await play(settings: "billing: {close: auto, grace: 0s, time_zone: UTC}") { scene, poller, month in
            try await poller.waitForRuns(2)
            #expect(try scene.rows("SELECT month, run, time_zone, grace_seconds FROM billing_months") == [[month, "1", "UTC", "0"]])
            #expect(try scene.rows("SELECT count(*) > 0 FROM billing_lines") == [["1"]])
            let end = try await poller.stop()
            #expect(end.code == 0)
            #expect(said(end.errors, "billing_closed") == [month] && said(end.errors, "billing_open") == [])
        }
    }

    @Test("closes nothing unless the settings say so") func isOff() async throws {
        try await play(settings: "billing: {grace: 0s}") { scene, poller, _ in
            try await poller.waitForRuns(2)
            #expect(try scene.rows("SELECT count(*) FROM billing_months") == [["0"]])
        }
    }

    @Test("says in its line why a month that is due cannot be closed, and goes on") func refused() async throws {
        try await play(settings: "billing: {close: auto, grace: 0s, max_unexplained: 5}") { scene, poller, month in
            try await poller.waitForRuns(2)
            #expect(try scene.rows("SELECT count(*) FROM billing_months") == [["0"]])
            let reasons = try said(poller.program.said(), "billing_open")
            #expect(reasons.count >= 2 && reasons.allSatisfy { $0.hasPrefix("\(month): ") && $0.contains("5 % are allowed") }, "\(reasons)")
        }
    }

    private func play(settings: String, _ body: (Scene, RunningPoller, _ lastMonth: String) async throws -> Void) async throws {
        try await Scene.play(["--now", Date.now.ISO8601Format()]) { scene in
            try scene.settings(settings)
            let poller = try await RunningPoller.start(in: scene)
            defer { poller.program.send(signal: SIGKILL) }
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = .gmt
            let first = try #require(calendar.dateInterval(of: .month, for: .now)?.start)
            try await body(scene, poller, String((first - 1).ISO8601Format().prefix(7)))
        }
    }

    /// What the lines of the log have under a name.
    private func said(_ log: String, _ name: String) -> [String] {
        log.split(separator: "\n").compactMap { line in
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return (object?["metadata"] as? [String: Any])?[name] as? String
        }
    }
}
