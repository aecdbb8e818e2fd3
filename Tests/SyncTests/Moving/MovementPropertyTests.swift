import Catalog
import Foundation
import Simulator
import Synchronization
import Testing

/// Random movement in every list, at any page and in several runs. A record that exists all the time stays in the mirror.
@Suite struct MovementPropertyTests {
    private static let catalog = Catalog.withPages(of: 3, numbered: "recipes")

    @Test("a row that the mirror has and that is there throughout a run is never lost", arguments: Array(1...4 as ClosedRange<UInt64>))
    func randomMovement(seed: UInt64) async throws {
        let dialect: Dialect = seed.isMultiple(of: 2) ? .year2025 : .year2024
        let world = LongLists.world(customers: 10)
        let mover = Self.mover(in: world, Random(seed: seed), percent: 10 + Int(seed) * 15)
        let options = SimulatorOptions.unpaced { options in
            options.dialect = dialect
            // Nobody has used a task. The answers of 2025 say this in a way that can't be read as counts.
            options.usageForm = .byCustomer
            options.respond = mover.respond
        }
        try await withSimulator(world, options) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator, catalog: Self.catalog)
            for run in 1...2 {
                let place: Comment = "seed \(seed), run \(run)"
                let known = try harness.liveKeys()
                let truthBefore = try harness.trueKeys(in: world, dialect)
                mover.arm()
                try await harness.sync(simulator, catalog: Self.catalog) { $0.allowedDeletes = .all }
                mover.disarm()
                #expect(!mover.moved.isEmpty, place)
                // No number is used again, so a record that exists before and after has existed all the time.
                let truthAfter = try harness.trueKeys(in: world, dialect)
                let now = try harness.liveKeys()
                for (resource, keys) in known where resource != "task_usage" {
                    let throughout = keys.intersection(truthBefore[resource] ?? []).intersection(truthAfter[resource] ?? [])
                    #expect(throughout.subtracting(now[resource] ?? []) == [], "\(resource), \(place)")
                }
                #expect(
                    try await harness.sync(simulator, catalog: Self.catalog) { $0.allowedDeletes = .all }.run.state == .complete, place)
                #expect(try harness.liveDifferences(from: world, in: dialect) == [], place)
            }
        }
    }

    /// Before some pages are answered, up to three records come or go: the first, the last, or any.
    private static func mover(in world: World, _ random: Random, percent: Int) -> ListMover {
        let random = Mutex(random)
        var lists = LongLists.lists.mapValues(\.list)
        lists["/api/managed_users"] = .place(.customers)
        return ListMover(lists) { turn in
            let steps: [(goes: Bool, place: Int)] = random.withLock { random in
                guard random.below(100) < percent else { return [] }
                return (0...random.below(3)).map { _ in (random.below(5) < 3, random.below(1_000)) }
            }
            for (index, step) in steps.enumerated() {
                let count = turn.list.count(in: world)
                let number = turn.fresh * 3 + Int64(index)
                if !step.goes {
                    let inFront = step.place.isMultiple(of: 2)
                    turn.list.add(inFront ? 1_000_000 - number : 9_000_000_000 + number, inFront: inFront, to: world)
                } else if count > 8 {
                    // The first customer stays, because all other lists belong to it.
                    let first = turn.path == LongLists.path(of: "managed_users") ? 1 : 0
                    turn.list.remove(at: step.place < 500 ? first : first + step.place % (count - first), from: world)
                }
            }
            return !steps.isEmpty
        }
    }
}
