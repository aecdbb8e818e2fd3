import Bags
import Foundation
import SeededNumbers
import Testing

@Suite struct BagDamageTests {
    @Test func `Each of 300 random damages is found and named`() throws {
        let seed = ProcessInfo.processInfo.environment["SEED"].flatMap(UInt64.init) ?? .random(in: .min ... .max)
        print("Run again with SEED=\(seed)")
        var numbers = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let bag = try TemporaryBag()
            let count = Int.random(in: 1...3, using: &numbers)
            var expected: Set<String> = []
            var text = ""
            for file in TemporaryBag.all.shuffled(using: &numbers).prefix(count) {
                guard let damage = Damage.allCases.randomElement(using: &numbers) else { continue }
                expected.formUnion(try damage.apply(to: file, in: bag, with: &numbers))
                text += "\(damage) \(file) "
            }
            expected = expected.filter { $0 != "tagmanifest-sha256.txt" && !isForgotten($0, in: bag, damaged: expected) }
            let named = try bag.named()
            #expect(!named.isEmpty, "SEED=\(seed) round \(round) \(text)")
            #expect(expected.isSubset(of: named), "SEED=\(seed) round \(round) \(text)")
        }
    }

    /// Whether the file is gone, and the manifest that told of it has been damaged too.
    private func isForgotten(_ file: String, in bag: TemporaryBag, damaged: Set<String>) -> Bool {
        var status = stat()
        let manifest = file.hasPrefix("data/") ? "manifest-sha256.txt" : "tagmanifest-sha256.txt"
        return damaged.contains(manifest) && lstat(bag.place(file), &status) != 0 && !TemporaryBag.written.contains(file)
    }
}
