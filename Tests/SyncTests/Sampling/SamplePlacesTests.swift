import Foundation
import PartnerAPI
import Simulator
import Store
import Synchronization
import Testing

@testable import Sync

@Suite("A check of a long listing")
struct SamplePlacesTests {
    private static let time: JSON = "2024-06-01T00:00:00.000Z"

    /// One customer with so many recipes that their listing has several pages.
    private func world() -> World {
        let world = World(WorldOptions(customers: 1, seed: 9, recipesPerCustomer: 0, connectionsPerCustomer: 0, lookupTablesPerCustomer: 0))
        for id in 1...450 as ClosedRange<Int64> {
            let recipe: JSON = ["id": .integer(id), "name": "A recipe", "created_at": Self.time, "updated_at": Self.time]
            world.add(recipe, to: .recipes(of: world.customerIDs[0]))
        }
        return world
    }

    /// The first seed that draws three or four recipes among six objects, and the recipes.
    private func draw(_ harness: Harness) throws -> (seed: UInt64, recipes: [SampledObject]) {
        for seed in 1...200 as ClosedRange<UInt64> {
            let recipes = try harness.drawn(size: 6, seed: seed).objects.filter { $0.resource == "recipes" }
            if (3...4).contains(recipes.count) { return (seed, recipes) }
        }
        throw StoreError.catalog("no seed draws so")
    }

    @Test("asks for the drawn objects alone where they are fewer than the pages") func places() async throws {
        let (world, harness) = (world(), try Harness())
        try await withSimulator(world, .unpaced) { simulator async throws in
            try await harness.sync(simulator)
            let (seed, recipes) = try draw(harness)
            try harness.write("UPDATE recipes SET name = 'planted' WHERE id = \(recipes[0].key[0])")
            guard case .integer(let gone) = recipes[1].key[0] else { return }
            world.delete(gone, from: .recipes(of: world.customerIDs[0]))
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

    @Test("reads it whole from a server that does not enter it where it is asked to") func ignoredPlaces() async throws {
        let (world, harness) = (world(), try Harness())
        try await withSimulator(world, .unpaced) { simulator async throws in try await harness.sync(simulator) }
        let newest: JSON = ["id": 450, "name": "A recipe", "created_at": Self.time, "updated_at": Self.time]
        let options = SimulatorOptions.unpaced {
            $0.respond = { request in
                guard request.path.hasSuffix("/recipes"), request.query.contains("per_page=1"), !request.query.contains("per_page=100")
                else { return nil }
                return PlayedAnswer(200, body: Array((["result": [newest]] as JSON).text.utf8))
            }
        }
        try await withSimulator(world, options) { simulator async throws in
            let (seed, recipes) = try draw(harness)
            try harness.write("UPDATE recipes SET name = 'planted' WHERE id = \(recipes[0].key[0])")
            let report = try await harness.check(simulator, size: 6, seed: seed, listings: 0)
            #expect(report.findings.map(\.outcome) == [.differs(["name"])], "seed \(seed): \(report.findings)")
            #expect(report.listed >= 450)
        }
    }

    @Test("finds nothing where nothing was changed, whatever form the answers have", arguments: Dialect.allCases)
    func dialects(dialect: Dialect) async throws {
        let (world, harness) = (FaultWorld.make(seed: 5), try Harness())
        try await withSimulator(world, .unpaced { $0.dialect = dialect }) { simulator async throws in
            let optedIn: Set = ["recipe_version_details"]
            try await harness.sync(simulator) { $0.optedIn = optedIn }
            let report = try await harness.check(simulator, optedIn: optedIn)
            #expect(report.findings.isEmpty && !report.hasDifferences && report.unread == 0, "\(report.findings) \(report.missingRecords)")
            #expect(report.sampled == report.population && report.population > 50)
        }
    }
}
