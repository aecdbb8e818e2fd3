import Foundation
import Simulator
import Store
import Testing
import Values

@testable import Sync

@Suite("A check against the API")
struct SamplePlantingTests {
    @Test("of all objects finds every cell that was changed in the file, and nothing else", arguments: [0, 1, 10], [1, 2] as [UInt64])
    func findsAll(count: Int, seed: UInt64) async throws {
        let harness = try Harness()
        try await withSimulator(Harness.world(), .unpaced) { simulator async throws in
            try await harness.sync(simulator)
            let planted = try harness.plant(count, seed: seed)
            let report = try await harness.check(simulator, seed: seed)
            #expect(report.cells == planted, "seed \(seed)")
            #expect(report.sampled == report.population && report.same == report.population - count, "\(report.findings)")
            #expect(report.differing + report.undated == count && report.hasDifferences == (count > 0))
            #expect(report.missing + report.new + report.undatedNew == 0 && report.unread == 0, "\(report.missingRecords)")
            #expect(
                report.accuracy == "\(count) of all \(report.population.grouped) objects \(count == 1 ? "differs" : "differ") from the API")
        }
    }

    @Test("of a few objects finds what was changed in those, the same ones with the same seed", arguments: [3, 4, 5] as [UInt64])
    func findsDrawn(seed: UInt64) async throws {
        let harness = try Harness()
        try await withSimulator(Harness.world(), .unpaced) { simulator async throws in
            try await harness.sync(simulator)
            let planted = try harness.plant(60, seed: seed)
            let drawn = try Set(harness.drawn(size: 80, seed: seed).objects.map { "\($0.resource) \($0.keyText(in: .standard))" })
            let wanted = planted.filter { drawn.contains("\($0.resource) \($0.key)") }
            let (report, again) = try await (harness.check(simulator, size: 80, seed: seed), harness.check(simulator, size: 80, seed: seed))
            #expect(!wanted.isEmpty && wanted.count < planted.count && report.cells == wanted, "seed \(seed)")
            #expect(report.sampled == 80 && report.cells == again.cells && report.accuracy == again.accuracy)
            let bound = SampledShare(differing: wanted.count, sampled: 80, population: report.population).upperBoundCount(confidence: 0.95)
            #expect(
                report.accuracy == "\(wanted.count) of 80 sampled objects \(wanted.count == 1 ? "differs" : "differ") from the API: with "
                    + "95 % confidence at most \(SampleReport.percent(bound, of: report.population)) % of the "
                    + "\(report.population.grouped) objects do")
        }
    }

    /// What is changed in a table that is made of the same record, and what is named.
    private static let parts: [(sql: String, named: [String])] = [
        ("UPDATE recipe_versions SET code = '{}' WHERE rowid = 1", ["recipe_versions.code"]),
        (
            "UPDATE custom_connector_versions SET version_note = 'x' WHERE rowid = 1",
            ["custom_connector_versions.version_note"]
        ),
        (
            "INSERT INTO recipe_applications (managed_user_id, recipe_id, application, role, _valid_from) SELECT managed_user_id, id, 'x', 'action', 1 FROM recipes LIMIT 1",
            ["recipe_applications"]
        ),
        ("UPDATE recipe_activity SET lifetime_task_count = 5", []),
    ]

    @Test("names the tables that are made of an object's record, and leaves counters out", arguments: parts.indices)
    func namesParts(number: Int) async throws {
        let harness = try Harness()
        try await withSimulator(Harness.world(), .unpaced) { simulator async throws in
            try await harness.sync(simulator)
            try harness.write(Self.parts[number].sql)
            let report = try await harness.check(simulator)
            #expect(report.cells.map(\.column) == Self.parts[number].named && report.findings.count == Self.parts[number].named.count)
        }
    }

    @Test("refuses a file that an older version has written, as its rows were made by other rules") func olderFile() async throws {
        let harness = try Harness()
        try await withSimulator(Harness.world(customers: 1), .unpaced) { simulator async throws in
            await #expect(throws: StoreError.noRuns(path: harness.path)) { try await harness.check(simulator) }
            try await harness.sync(simulator)
            try harness.write("DELETE FROM grdb_migrations WHERE identifier = (SELECT max(identifier) FROM grdb_migrations)")
            await #expect(throws: StoreError.olderSchema(path: harness.path)) { try await harness.check(simulator) }
        }
    }

    @Test("only reads the mirror, and leaves no file behind") func readsOnly() async throws {
        let harness = try Harness()
        try await withSimulator(Harness.world(), .unpaced) { simulator async throws in
            try await harness.sync(simulator)
            let (contents, files) = try (harness.contents(), harness.files())
            _ = try await harness.check(simulator)
            #expect(try harness.contents() == contents && harness.files() == files)
        }
    }
}

extension Harness {
    /// The files beside the mirror, SQLite's own apart.
    func files() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)).subtracting(["mirror.db-wal", "mirror.db-shm"])
    }
}
