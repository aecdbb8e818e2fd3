import Foundation
import Testing

/// Random histories of a mirror, and random closes. A failure names the seed that repeats it; `BILLING_SEED=N` begins with another one.
@Suite("Closes in random histories") struct BillingPropertyTests {
    private static let firstSeed = ProcessInfo.processInfo.environment["BILLING_SEED"].flatMap { UInt64($0) } ?? 1
    private static let seeds = firstSeed..<firstSeed + 36
    private static let steps = 20

    @Test("freeze what a plain model says, or are refused for the reason that it says, and nothing frozen ever changes")
    func histories() throws {
        var verdicts: [Verdict: Int] = [:]
        var corrections = 0
        for seed in Self.seeds {
            var billing = try RandomBilling(seed: seed)
            defer { billing.mirror.remove() }
            for _ in 1...Self.steps { try billing.step() }
            for verdict in billing.verdicts { verdicts[verdict, default: 0] += 1 }
            corrections += billing.corrections
        }
        let counts = Verdict.allCases.map { "\($0) \(verdicts[$0] ?? 0)" }.joined(separator: ", ")
        print("billing: seeds \(Self.seeds), \(Self.steps) steps each: \(counts); \(corrections) corrections")
        guard Self.firstSeed == 1 else { return }
        // All that can happen is among it, and often enough.
        #expect(Set(verdicts.keys) == Set(Verdict.allCases).subtracting([.another]))
        #expect((verdicts[.closes] ?? 0) > 100 && corrections > 50)
    }
}
