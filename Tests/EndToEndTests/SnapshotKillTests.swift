import Foundation
import SeededNumbers
import Testing

@Suite("Snapshots while programs are killed", .serialized)
struct SnapshotKillTests {
    private static let variables = ProcessInfo.processInfo.environment
    /// `SOAK_SNAPSHOTS=100` for a long run.
    private static let count = variables["SOAK_SNAPSHOTS"].flatMap { Int($0) } ?? 10
    private static let seed = variables["SNAPSHOT_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...UInt64.max)

    /// Kills a program at a moment that is drawn.
    ///
    /// - Returns: whether it was killed before its end.
    private func killed(_ program: RunningProgram, within whole: Duration, _ random: inout SeededGenerator) async throws -> Bool {
        let end = ContinuousClock.now + whole * Double.random(in: 0..<1.1, using: &random)
        while program.isRunning, ContinuousClock.now < end { try await Task.sleep(for: .microseconds(500)) }
        program.send(signal: SIGKILL)
        return try await program.finish().code == 128 + SIGKILL
    }

    @Test("a snapshot that is taken while syncs run and are killed is one published run") func syncs() async throws {
        print("SNAPSHOT_SEED=\(Self.seed) SOAK_SNAPSHOTS=\(Self.count)")
        var random = SeededGenerator(seed: Self.seed)
        try await Scene.play { scene in
            let whole = try await Duration.measured { try await scene.sync() }
            var runs: [Int] = []
            for number in 1...Self.count {
                try await scene.letPass(days: 1)
                let sync = try scene.start(["sync"])
                let start = ContinuousClock.now + whole * Double.random(in: 0..<0.8, using: &random)
                while sync.isRunning, ContinuousClock.now < start { try await Task.sleep(for: .microseconds(500)) }
                let create = try scene.start(["snapshot", "create", "snap-\(number)"])
                _ = try await killed(sync, within: whole, &random)
                let made = try await create.finish()
                #expect(made.code == 0, "\(made.errors)")
                try await scene.expect(0, "snapshot", "verify", "snap-\(number)")
                runs.append(try Int(scene.rows("SELECT max(id) FROM sync_runs", in: "snap-\(number)/data/mirror.db")[0][0]) ?? 0)
            }
            try await scene.sync()
            for (index, run) in runs.enumerated() {
                let (snapshot, mirror) = try (scene.live("snap-\(index + 1)/data/mirror.db"), scene.rows(asOf: run, in: "mirror.db"))
                let copied = try scene.rows(asOf: run, in: "snap-\(index + 1)/data/mirror.db")
                #expect(copied == mirror && snapshot.mapValues(\.count) == mirror.mapValues(\.count), "snapshot \(index + 1) of run \(run)")
                try await scene.expect(0, "verify", "--head", scene.head("snap-\(index + 1)/data/mirror.db"))
            }
        }
    }

    @Test("a create that is killed leaves all of a snapshot or none, and the next one takes its leftovers away")
    func create() async throws {
        print("SNAPSHOT_SEED=\(Self.seed)")
        var random = SeededGenerator(seed: Self.seed)
        try await Scene.play { scene in
            try await scene.sync()
            let whole = try await Duration.measured { try await scene.expect(0, "snapshot", "create", "first") }
            var kills = 0
            for number in 1...Self.count {
                let (name, flags) = ("snap-\(number)", Bool.random(using: &random) ? ["--redact", "personal"] : [])
                if try await killed(scene.start(["snapshot", "create", name] + flags), within: whole, &random) { kills += 1 }
                if scene.exists(name) {
                    try await scene.expect(0, "snapshot", "verify", name)
                } else {
                    try await scene.expect(0, "snapshot", "create", name)
                }
                let left = try FileManager.default.contentsOfDirectory(atPath: scene.folder.path).filter { $0.hasPrefix(".\(name).") }
                #expect(left == [])
            }
            print("killed: \(kills) of \(Self.count)")
        }
    }

    @Test("a restore that is killed leaves a whole mirror or none, and the next one is not in its way") func restore() async throws {
        print("SNAPSHOT_SEED=\(Self.seed)")
        var random = SeededGenerator(seed: Self.seed)
        try await Scene.play { scene in
            try await scene.sync()
            try await scene.expect(0, "snapshot", "create", "snap")
            let whole = try await Duration.measured { try await scene.expect(0, "snapshot", "restore", "snap", "--db", "first.db") }
            for number in 1...Self.count {
                let name = "restored-\(number).db"
                _ = try await killed(scene.start(["snapshot", "restore", "snap", "--db", name]), within: whole, &random)
                if !scene.exists(name) { try await scene.expect(0, "snapshot", "restore", "snap", "--db", name) }
                try await scene.expect(0, "verify", "--db", name)
                #expect(try scene.contents(name) == scene.contents("first.db"))
                let names = try FileManager.default.contentsOfDirectory(atPath: scene.folder.path)
                #expect(names.filter { $0.contains(name) && ![name, "\(name)-shm", "\(name)-wal"].contains($0) } == [])
            }
        }
    }
}
