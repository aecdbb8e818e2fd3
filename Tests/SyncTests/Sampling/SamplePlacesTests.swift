import Foundation
import PartnerAPI
import Simulator
import Store
import Synchronization
import Testing

@testable import Sync

@Suite("A check of a long listing")
struct SamplePlacesTests {
    @Test("asks for the drawn objects alone where they are fewer than the pages") func places() async throws {
        let world = World(WorldOptions(customers: 1, seed: 9, recipesPerCustomer: 0, connectionsPerCustomer: 0, lookupTablesPerCustomer: 0))
        let customer = world.customerIDs[0]
        let time: JSON = "2024-06-01T00:00:00.000Z"
        for id in 1...450 as ClosedRange<Int64> {
            world.add(["id": .integer(id), "name": "A recipe", "created_at": time, "updated_at": time], to: .recipes(of: customer))
        }
        let harness = try Harness()
        try await withSimulator(world, .unpaced) { simulator async throws in
            try await harness.sync(simulator)
            // Only recipes remain, so that every object drawn is one.
            let drawn = try (1...200 as ClosedRange<UInt64>).lazy.map { seed in (seed, try harness.drawn(size: 6, seed: seed).objects) }
                .first { _, objects in (3...4).contains(objects.count { $0.resource == "recipes" }) }
            let (seed, objects) = try #require(drawn)
            let recipes = objects.filter { $0.resource == "recipes" }
            try harness.write("UPDATE recipes SET name = 'planted' WHERE id = \(recipes[0].key[0])")
            guard case .integer(let gone) = recipes[1].key[0] else { return }
            world.delete(gone, from: .recipes(of: customer))
            let asked = Mutex(0)
            let report = try await harness.check(simulator, size: 6, seed: seed, listings: 0) { event in
                if event.path.hasSuffix("/recipes") { asked.withLock { $0 += 1 } }
            }
            #expect(asked.withLock { $0 } == recipes.count, "seed \(seed)")
            #expect(report.outcome(of: recipes[0].keyText(in: .standard), "recipes") == .differs(["name"]))
            #expect(report.outcome(of: recipes[1].keyText(in: .standard), "recipes") == .notFound)
            #expect(report.findings.count == 2, "\(report.findings)")
        }
    }
}
