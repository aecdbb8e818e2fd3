import Foundation
import PartnerAPI
import Simulator
import Store
import Synchronization
import Testing

@testable import Sync

@Suite("A check against the API tells errors from changes")
struct SampleChangeTests {
    /// After the harness's first run, and before the check.
    private static let later: JSON = "2024-06-15T14:00:00.000Z"

    private func play(_ world: World, _ body: (Harness, RunningSimulator) async throws -> Void) async throws {
        let harness = try Harness()
        try await withSimulator(world, .unpaced) { simulator async throws in
            try await harness.sync(simulator)
            try await body(harness, simulator)
        }
    }

    private func recipe(of world: World, _ number: Int) throws -> (customer: Int64, id: Int64, key: String) {
        let recipes = world.customerIDs.flatMap { customer in
            world.records(.recipes(of: customer)).map { (customer, $0["id"]?.integerValue ?? 0) }
        }
        let (customer, id) = try #require(recipes.dropFirst(number).first)
        return (customer, id, #"{"managed_user_id":\#(customer),"id":\#(id)}"#)
    }

    @Test("by the times of the API's record") func times() async throws {
        let world = Harness.world()
        try await play(world) { harness, simulator in
            let (changed, silent, missed, gone) = try (
                recipe(of: world, 0), recipe(of: world, 1), recipe(of: world, 2), recipe(of: world, 3)
            )
            for recipe in [changed, silent, missed] { world.set("name", to: "another", of: recipe.id, in: .recipes(of: recipe.customer)) }
            world.set("updated_at", to: Self.later, of: changed.id, in: .recipes(of: changed.customer))
            world.set("updated_at", to: "2024-06-15T12:30:00.000Z", of: missed.id, in: .recipes(of: missed.customer))
            world.delete(gone.id, from: .recipes(of: gone.customer))
            world.setProperty("new", to: "x", of: world.customerIDs[0])
            let report = try await harness.check(simulator)
            #expect(report.outcome(of: changed.key, "recipes") == .changedSince(["name", "updated_at"]))
            #expect(report.outcome(of: silent.key, "recipes") == .differs(["name"]))
            #expect(report.outcome(of: missed.key, "recipes") == .differs(["name", "updated_at"]))
            #expect(report.outcome(of: gone.key, "recipes") == .notFound)
            #expect(report.findings.count == 4 && report.undatedNew == 1 && report.missing == 0, "\(report.findings)")
            #expect(report.leftOut == "2 of the \(report.population) sampled objects left out: 1 changed since the run, 1 not found")
            #expect(report.accuracy == "2 of all \(report.population - 2) objects differ from the API")
        }
    }

    @Test("says so where a record has no time") func undated() async throws {
        let world = Harness.world()
        try await play(world) { harness, simulator in
            try harness.write("UPDATE properties SET value = 'planted' WHERE rowid = (SELECT min(rowid) FROM properties)")
            let report = try await harness.check(simulator)
            #expect(report.undated == 1 && report.differing == 0 && report.hasDifferences)
            #expect(report.findings.map(\.outcome) == [.undated(["value"])])
        }
    }

    @Test("takes no growth of counters and of the month's usage for a difference") func growth() async throws {
        let world = Harness.world()
        try await play(world) { harness, simulator in
            for customer in world.customerIDs { world.setUsage(123_456, of: customer, in: Month(year: 2024, month: 6)) }
            let report = try await harness.check(simulator)
            #expect(report.findings.isEmpty && !report.hasDifferences, "\(report.findings)")
            world.setUsage(123_456, of: world.customerIDs[0], in: Month(year: 2024, month: 4))
            #expect(try await harness.check(simulator).findings.map(\.outcome) == [.undated(["task_count"])])
        }
    }

    @Test("calls a row that no answer has had an error, and a record that was there before the run missing") func rows() async throws {
        let world = Harness.world()
        try await play(world) { harness, simulator in
            let (lost, place) = try (recipe(of: world, 0), recipe(of: world, 1))
            try harness.write(
                """
                INSERT INTO mirror_publishing VALUES (1, 'delete');
                DELETE FROM recipes WHERE managed_user_id = \(lost.customer) AND id = \(lost.id);
                DELETE FROM mirror_publishing;
                INSERT INTO recipes (managed_user_id, id, name, _valid_from) VALUES (\(place.customer), 999, 'none', 1)
                """)
            let made: JSON = ["id": 9_999_999, "name": "New", "created_at": Self.later, "updated_at": Self.later]
            world.add(made, to: .recipes(of: place.customer))
            let report = try await harness.check(simulator)
            #expect(report.findings.map(\.outcome) == [.differs(["(the whole row)"])])
            #expect(report.missing == 1 && report.new == 1 && report.undatedNew == 0)
            #expect(report.missingRecords.map(\.key) == [lost.key])
            #expect(report.completeness.contains("1 was made since the run, and 1 is missing"), "\(report.completeness)")
        }
    }

    @Test("compares nothing in a listing that cannot be read, and says why") func failing() async throws {
        let world = Harness.world()
        let harness = try Harness()
        let options = try SimulatorOptions.unpaced { $0.faults = try Fault.list("GET /api/managed_users/*/connections always 403") }
        try await withSimulator(world, .unpaced) { simulator async throws in try await harness.sync(simulator) }
        try await withSimulator(world, options) { simulator async throws in
            let report = try await harness.check(simulator)
            let connections = world.customerIDs.flatMap { world.records(.connections(of: $0)) }.count
            #expect(report.notComparable == connections && report.findings.count == connections && !report.hasDifferences)
            #expect(report.unread > 0 && report.completeness.hasSuffix("could not be read"))
        }
    }
}
