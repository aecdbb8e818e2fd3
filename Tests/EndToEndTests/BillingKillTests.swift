import Foundation
import SeededNumbers
import Testing

/// Both at once: each has a mirror of its own.
@Suite("Billing that is killed at a random moment")
struct BillingKillTests {
    private static let variables = ProcessInfo.processInfo.environment
    /// Of closes, and as many of exports. `SOAK_KILLS=1000` for a long run.
    private static let kills = max(50, (variables["SOAK_KILLS"].flatMap { Int($0) } ?? 0) / 2)
    private static let seed = variables["KILL_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...UInt64.max)

    @Test("leaves the month open without a row, or closed and complete") func closes() async throws {
        try await kill { billing, random throws in try await billing.attemptClose(&random) }
    }

    @Test("leaves the export whole or absent, and the next export leaves nothing else") func exports() async throws {
        try await kill { billing, random throws in try await billing.attemptExport(&random) }
    }

    private func kill(_ attempt: (inout KilledBilling, inout SeededGenerator) async throws -> Void) async throws {
        print("KILL_SEED=\(Self.seed) SOAK_KILLS=\(2 * Self.kills)")
        var random = SeededGenerator(seed: Self.seed)
        try await Scene.playBilling { scene in
            var billing = try await KilledBilling(scene: scene, customers: 40)
            while billing.kills.values.reduce(0, +) < Self.kills { try await attempt(&billing, &random) }
            print("killed: \(billing.kills.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))")
        }
    }
}
