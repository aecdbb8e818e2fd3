import Foundation
import SeededNumbers
import Testing

@Suite("A sync that is killed at a random moment", .serialized)
struct KillTests {
    private static let variables = ProcessInfo.processInfo.environment
    /// `SOAK_KILLS=200` for a long run.
    private static let kills = variables["SOAK_KILLS"].flatMap { Int($0) } ?? 5
    private static let seed = variables["KILL_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...UInt64.max)
    private static let world = ["--customers", "6", "--recipes", "8", "--rows", "20"]

    @Test("shows exactly the last published run, and the next one goes on to the right state") func killed() async throws {
        print("KILL_SEED=\(Self.seed) SOAK_KILLS=\(Self.kills)")
        var random = SeededGenerator(seed: Self.seed)
        try await Scene.play(Self.world) { scene in
            var mirror = KilledMirror(scene: scene, whole: try await Duration.measured { try await scene.sync("fresh.db") })
            while mirror.kills.values.reduce(0, +) < Self.kills {
                try mirror.startAnew(when: Int.random(in: 0..<8, using: &random) == 0)
                // A run that took up another one may be killed as well.
                repeat { try await mirror.attempt(&random) } while Int.random(in: 0..<3, using: &random) == 0
                try await mirror.complete()
                try await mirror.changeWorld()
            }
            print("killed: \(mirror.kills.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))")
        }
    }
}

extension Duration {
    /// How long `body` takes.
    static func measured(_ body: () async throws -> Void) async throws -> Duration {
        try await ContinuousClock().measure { try await body() }
    }
}
