import Catalog
import Foundation
import Simulator
import Store
import Testing

extension FaultSuite {
    private static let countedIn2025: Set = ["managed_users", "folders", "projects", "roles", "lookup_tables", "recipes", "connectors"]

    @Test(
        "a run without faults asks no more than the paging rules allow, resource by resource", arguments: Soak.seeds(1),
        [(.year2024, 1), (.year2024, 3), (.year2024, 100), (.year2025, 1), (.year2025, 4), (.year2025, 100)] as [(Dialect, Int)])
    func requests(seed: UInt64, served: (dialect: Dialect, pageSize: Int)) async throws {
        let world = World(WorldOptions(customers: 5, seed: seed, recipesPerCustomer: 8, rowsPerTable: 10))
        let catalog = Catalog.paged(by: served.pageSize)
        try await withSimulator(world, .unpaced { $0.dialect = served.dialect }) { simulator async throws in
            let harness = try Harness()
            for run in 1...2 {
                let start = simulator.requests.count
                let outcome = try await harness.faulted(simulator, catalog: catalog) { $0.optedIn = [] }.result.get()
                #expect(outcome.run.state == .complete)
                let asked = simulator.requests.all.dropFirst(start).map(\.path)
                #expect(asked.count == outcome.requests)
                #expect(asked.allSatisfy { path in catalog.resources.contains { $0.lists(path) } })
                for resource in catalog.resources where !resource.isOptIn {
                    let place: Comment = "seed \(seed), \(served), run \(run), \(resource.name)"
                    let allowed = Self.allowed(resource, world, served)
                    let count = asked.filter(resource.lists).count
                    #expect(allowed.contains(count), place)
                    #expect(outcome.run.resources.first { $0.resource == resource.name }?.requests == count, place)
                    // With pages of one there is no order to depend on.
                    if served.pageSize == 1 { #expect(allowed.count == 1, place) }
                }
            }
        }
    }

    private static func allowed(_ resource: Resource, _ world: World, _ served: (dialect: Dialect, pageSize: Int)) -> ClosedRange<Int> {
        let sizes = world.listingSizes(of: resource)
        if resource.paging == .none { return sizes.count...sizes.count }
        let isCounted = resource.name == "connectors" || served.dialect == .year2025 && countedIn2025.contains(resource.name)
        return PagingRule(pageSize: served.pageSize, isCounted: isCounted).requests(sizes)
    }
}

extension Resource {
    /// Whether a path is that of one of its listings.
    fileprivate func lists(_ path: String) -> Bool {
        faultPaths.contains { pattern in
            let (expected, found) = (pattern.split(separator: "/"), path.split(separator: "/"))
            return expected.count == found.count && zip(expected, found).allSatisfy { $0 == "*" || $0 == $1 }
        }
    }
}
