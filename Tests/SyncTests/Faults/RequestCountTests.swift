import Catalog
import Foundation
import Simulator
import Store
import Testing

extension FaultSuite {
    private static let countedIn2025: Set = ["managed_users", "folders", "projects", "roles", "lookup_tables", "recipes", "connectors"]

    private static let cases: [Served] = [Dialect.year2024, .year2025].flatMap { dialect in [1, 3, 100].map { Served(dialect, $0) } }

    @Test(
        "a run without faults asks no more than the paging rules allow, resource by resource", .serialized,
        arguments: Soak.seeds(UInt64(cases.count)))
    func requests(seed: UInt64) async throws {
        let served = Self.cases[Int(seed) % Self.cases.count]
        let world = World(WorldOptions(customers: 4, seed: seed, recipesPerCustomer: 8, rowsPerTable: 10))
        let catalog = Catalog.paged(by: served.pageSize)
        try await withSimulator(world, .unpaced { $0.dialect = served.dialect }) { simulator async throws in
            let harness = try Harness()
            for number in 1...2 {
                let before = simulator.requests.answered
                let run = try await harness.faulted(simulator, catalog: catalog) { $0.optedIn = [] }
                let outcome = try run.result.get()
                #expect(outcome.run.state == .complete)
                let answers = run.trace.answers
                #expect(answers.count == simulator.requests.answered - before)
                #expect(answers.allSatisfy { path in catalog.resources.contains { $0.lists(path) } })
                #expect(outcome.requests == run.trace.count)
                for resource in catalog.resources where !resource.isOptIn {
                    let place: Comment = "seed \(seed), \(served), run \(number), \(resource.name)"
                    let reported = outcome.run.resources.first { $0.resource == resource.name }?.requests
                    #expect(reported == run.trace.tries.filter(resource.lists).count, place)
                    let allowed = Self.allowed(resource, world, served)
                    #expect(allowed.contains(answers.filter(resource.lists).count), place)
                    // With pages of one record, the order doesn't matter.
                    if served.pageSize == 1 { #expect(allowed.count == 1, place) }
                }
            }
        }
    }

    private static func allowed(_ resource: Resource, _ world: World, _ served: Served) -> ClosedRange<Int> {
        let sizes = world.listingSizes(of: resource)
        if resource.paging == .none { return sizes.count...sizes.count }
        let isCounted = resource.name == "connectors" || served.dialect == .year2025 && countedIn2025.contains(resource.name)
        return PagingRule(pageSize: served.pageSize, isCounted: isCounted).requests(sizes)
    }
}

/// Which kind of server answers, and how large the pages are that it is asked for.
private struct Served {
    let dialect: Dialect
    let pageSize: Int

    init(_ dialect: Dialect, _ pageSize: Int) {
        self.dialect = dialect
        self.pageSize = pageSize
    }
}

extension Simulator.RequestLog {
    /// How many answers it has given so far.
    fileprivate var answered: Int { statuses.values.reduce(0, +) }
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
