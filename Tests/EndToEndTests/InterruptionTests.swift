import Foundation
import Testing

@Suite("A sync that is interrupted", .serialized)
struct InterruptionTests {
    /// Enough customers that the smallest budget, 60 requests a window, is spent before all is listed.
    private static let many = ["--customers", "80", "--recipes", "2", "--connections", "1"]
    /// A window that does not end while the tests run: such a sync never gets to its end by itself.
    private static let endless: [String: String?] = ["WORKATO_RATE_WINDOW": "80000"]

    @Test("by kill -9 has shown nothing, and the next one makes the mirror that a fresh one is") func killed() async throws {
        try await Scene.play(Self.many) { scene in
            try await scene.sync()
            let before = try await scene.query(["sync-health"])
            let rows = try scene.live("mirror.db")
            _ = try await scene.change()
            try await scene.letPass(days: 2)
            try await interrupt(scene, by: SIGKILL)
            #expect(try scene.rows("PRAGMA integrity_check") == [["ok"]])
            #expect(try await scene.query(["sync-health"]) == before)
            #expect(try scene.live("mirror.db") == rows)
            try await expectCompletion(scene, asRun: 2)
        }
    }

    @Test("by kill -9 before its first run leaves a mirror without rows, and the next one fills it") func killedFirst() async throws {
        try await Scene.play(Self.many) { scene in
            try await interrupt(scene, by: SIGKILL)
            #expect(try scene.rows("SELECT count(*) FROM sync_runs") == [["0"]])
            #expect(try scene.rows("SELECT count(*) FROM managed_users") == [["0"]])
            try await expectCompletion(scene, asRun: 1)
        }
    }

    @Test("by SIGTERM or Ctrl-C ends with 75 and says how to go on", arguments: [SIGTERM, SIGINT])
    func stopped(signal: Int32) async throws {
        try await Scene.play(Self.many) { scene in
            let run = try await interrupt(scene, by: signal)
            #expect(run.code == 75 && run.errors.contains("\nhint: run the same command again"), "\(run.code) \(run.errors)")
            try await expectCompletion(scene, asRun: 1)
        }
    }

    @Test("twice ends at once, even where it cannot stop", arguments: [["sync"], ["sync", "--every", "1h"]])
    func twice(command: [String]) async throws {
        try await Scene.play { scene in
            try await scene.sync()
            try await scene.fail("GET /api/managed_users always slow 1s")
            // On a busy machine it may have stopped, or given up the file, before it is told twice: then it was not this case.
            var codes: [Int32] = []
            repeat { codes.append(try await endTwice(command, scene)) } while [0, 75].contains(codes.last) && codes.count < 20
            #expect(codes.last == 128 + SIGTERM, "\(codes)")
            #expect(try scene.rows("SELECT id, state FROM sync_runs") == [["1", "complete"]])
        }
    }

    /// Starts a sync that cannot publish, sends it signals until it has ended, and returns the code.
    private func endTwice(_ command: [String], _ scene: Scene) async throws -> Int32 {
        for file in ["mirror.db.staging", "mirror.db.staging-journal"] where scene.exists(file) {
            try FileManager.default.removeItem(atPath: scene.path(file))
        }
        let before = try await scene.requests()
        let sync = try scene.start(command)
        try await wait(until: "the sync lists", by: sync) { try await scene.requests() > before }
        // Another program that holds the file keeps the run from being published.
        try await scene.holding("mirror.db", by: "IMMEDIATE") {
            try await wait(until: "all is listed") {
                guard sync.isRunning else { return true }
                guard try await scene.requests() > before + 10 else { return false }
                return try await scene.isQuiet()
            }
            try await wait(until: "a second signal has ended it") {
                sync.send(signal: SIGTERM)
                return !sync.isRunning
            }
        }
        return try await sync.finish().code
    }

    /// Starts a sync that cannot end, and sends it a signal when it has staged what its budgets allow.
    @discardableResult
    private func interrupt(_ scene: Scene, by signal: Int32) async throws -> Finished {
        let before = try await scene.requests()
        let sync = try scene.start(["sync"], environment: Self.endless)
        try await wait(until: "the sync has listed half of the customers") {
            guard sync.isRunning else { throw try await Unexpected(sync.finish()) }
            let asked = try await scene.requests() - before
            return asked >= 100 && scene.exists("mirror.db.staging")
        }
        sync.send(signal: signal)
        let run = try await sync.finish()
        #expect(signal != SIGKILL || run.code == 128 + SIGKILL)
        #expect(scene.exists("mirror.db.staging"))
        return run
    }

    private func expectCompletion(_ scene: Scene, asRun number: Int) async throws {
        let run = try await scene.mirror("sync")
        #expect(run.code == 0 && run.errors.hasPrefix("run \(number): complete") && run.errors.contains("\nresumed: "), "\(run.errors)")
        #expect(!scene.exists("mirror.db.staging"))
        try await scene.sync("fresh.db")
        let (mirror, fresh) = try (scene.live("mirror.db"), scene.live("fresh.db"))
        // Code is kept when its recipe has gone: the older mirror may have more of it.
        let differing = fresh.filter { $0.key != "recipe_versions" && mirror[$0.key] != $0.value }.keys.sorted()
        #expect(differing == [] && fresh["managed_users"]?.count == 80)
        #expect(Set(mirror["recipe_versions"] ?? []).isSuperset(of: fresh["recipe_versions"] ?? []))
    }
}
