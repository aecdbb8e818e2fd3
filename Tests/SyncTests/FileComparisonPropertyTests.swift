import Foundation
import GRDB
import Reports
import Simulator
import Store
import Testing
import Values

/// Copies of a mirror, each made after one more run of random changes. Two copies differ as the two runs do.
@Suite struct FileComparisonPropertyTests {
    private static let runs = 6

    @Test("two copies differ as the runs after which they were made", arguments: [11, 12] as [UInt64])
    func randomRuns(seed: UInt64) async throws {
        let harness = try Harness()
        try await play(seed, into: harness)
        let customers = "SELECT id FROM managed_users_history UNION SELECT id FROM managed_users"
        let customer = try #require(try harness.read { try Int64.fetchOne($0, sql: customers) })
        for first in 1...Self.runs {
            for last in 1...Self.runs {
                let files = try FileComparison(MirrorPlace(copy(first, harness)), MirrorPlace(copy(last, harness)))
                let history = try History(copy(max(first, last), harness))
                let runs = try RunComparison(history, from: history.moment(Int64(first)), to: history.moment(Int64(last)))
                let place = "seed \(seed), from \(first) to \(last)"
                #expect(files.first == runs.first && files.last == runs.last && files.gaps(in: HistorySelection()).isEmpty, "\(place)")
                for selection in selections(of: customer) {
                    let (one, other) = (try told(files, selection), try told(runs, selection))
                    #expect(one == other, "\(place), \(selection)")
                }
            }
        }
    }

    private func copy(_ run: Int, _ harness: Harness) -> String { harness.folder.appending(path: "copy #\(run)?.db").path }

    private func keepCopy(_ run: Int, _ harness: Harness) throws {
        try DatabaseQueue(path: harness.path).writeWithoutTransaction {
            try $0.execute(sql: "VACUUM INTO ?", arguments: [copy(run, harness)])
        }
    }

    private func play(_ seed: UInt64, into harness: Harness) async throws {
        let world = World(WorldOptions(customers: 3, seed: seed, recipesPerCustomer: 5, rowsPerTable: 12))
        try await withSimulator(world, .unpaced) { simulator async throws in
            var random = Random(seed: seed)
            for run in 1...Self.runs {
                try await harness.sync(simulator) { $0.allowedDeletes = .all }
                try keepCopy(run, harness)
                for _ in 0..<random.below(9) { HistoryPropertyTests.change(world, &random) }
                if random.below(2) == 0 { world.advance(days: 1) }
            }
        }
    }

    private func selections(of customer: Int64) -> [HistorySelection] {
        [
            HistorySelection(), HistorySelection(table: "recipes"), HistorySelection(excluding: ["recipes", "task_usage"]),
            HistorySelection(customer: customer),
        ]
    }

    /// Everything that `diff` writes is made of these.
    private func told(_ states: some Comparison, _ selection: HistorySelection) throws -> [[StoredValue]] {
        var told: [[StoredValue]] = []
        let each = { (object: ChangedObject) in
            told.append(ChangeRows.cells(object) + [object.customerName.map(StoredValue.text) ?? .null])
            return true
        }
        try states.difference(of: selection, counted: { told += $0.map { ChangeRows.cells($0) } }, each: each)
        let months = try states.usageMonths().map { [StoredValue.text($0.month), .integer($0.firstRun)] }
        return told + months
    }
}
