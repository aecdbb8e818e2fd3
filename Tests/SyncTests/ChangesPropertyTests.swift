import Foundation
import GRDB
import Simulator
import Store
import Testing
import Values

/// Random changes over many runs. What the program says about the past agrees with dumps that were taken then.
@Suite struct ChangesPropertyTests {
    private typealias Tables = [String: Set<Truth.Cells>]
    private static let runs = 8

    @Test("a difference is that of the dumps, and changes replayed lead from one dump to another", arguments: [4, 5] as [UInt64])
    func randomRuns(seed: UInt64) async throws {
        let harness = try Harness()
        let dumps = try await play(seed, into: harness)
        let history = try History(harness.path)
        for first in 1...Self.runs {
            for last in 1...Self.runs {
                let (before, after) = (dumps[first - 1], dumps[last - 1])
                try expectDifference(history, from: first, to: last, before, after, seed)
                guard first < last else { continue }
                var replayed = before
                try history.changes(in: Int64(first + 1)...Int64(last), of: HistorySelection()) { Self.apply($1, to: &replayed, seed) }
                for (table, rows) in after { #expect(replayed[table] == rows, "seed \(seed), \(table) replayed from \(first) to \(last)") }
            }
        }
        #expect(dumps.first != dumps.last)
    }

    /// The live tables after each run.
    private func play(_ seed: UInt64, into harness: Harness) async throws -> [Tables] {
        let world = World(WorldOptions(customers: 3, seed: seed, recipesPerCustomer: 5, rowsPerTable: 12))
        return try await withSimulator(world, .unpaced) { simulator async throws in
            var random = Random(seed: seed)
            var dumps: [Tables] = []
            for _ in 1...Self.runs {
                try await harness.sync(simulator) { $0.allowedDeletes = .all }
                dumps.append(try harness.liveTables())
                for _ in 0..<random.below(9) { HistoryPropertyTests.change(world, &random) }
                if random.below(2) == 0 { world.advance(days: 1) }
            }
            return dumps
        }
    }

    private func expectDifference(
        _ history: History, from first: Int, to last: Int, _ before: Tables, _ after: Tables, _ seed: UInt64
    ) throws {
        var (gone, come): (Tables, Tables) = ([:], [:])
        var counts: [History.DifferenceCount] = []
        var (inserted, deleted): ([String: Int], [String: Int]) = ([:], [:])
        let each = { (object: ChangedObject) in
            #expect(object.operation != .update || !object.changedPlaces.isEmpty)
            if let row = object.before { gone[object.table.name, default: []].insert(object.table.cells(row)) }
            if let row = object.after { come[object.table.name, default: []].insert(object.table.cells(row)) }
            if object.operation == .insert { inserted[object.table.name, default: 0] += 1 }
            if object.operation == .delete { deleted[object.table.name, default: 0] += 1 }
            return true
        }
        try history.difference(from: Int64(first), to: Int64(last), of: HistorySelection(), counted: { counts = $0 }, each: each)
        for (table, rows) in after {
            let then = before[table] ?? []
            let place = "seed \(seed), \(table) from \(first) to \(last)"
            #expect(come[table] ?? [] == rows.subtracting(then) && gone[table] ?? [] == then.subtracting(rows), "\(place)")
            let count = counts.first { $0.table == table }
            #expect(count?.inserted ?? 0 == inserted[table] ?? 0 && count?.deleted ?? 0 == deleted[table] ?? 0, "\(place)")
            #expect((count?.inserted ?? 0) + (count?.updated ?? 0) == rows.subtracting(then).count, "\(place)")
        }
    }

    private static func apply(_ object: ChangedObject, to tables: inout Tables, _ seed: UInt64) {
        let table = object.table
        if let row = object.before {
            #expect(tables[table.name]?.remove(table.cells(row)) != nil, "seed \(seed): \(table.name) had no such row before")
        }
        if let row = object.after { tables[table.name, default: []].insert(table.cells(row)) }
    }
}

extension TrackedTable {
    /// A row as `Truth` has it: every cell as text, NULL as nil.
    fileprivate func cells(_ row: [StoredValue]) -> Truth.Cells {
        Dictionary(
            uniqueKeysWithValues: zip(columns, row).map { column, value in
                switch value {
                case .null: (column, nil)
                case .integer(let number): (column, "\(number)")
                case .real(let number): (column, "\(number)")
                case .text(let text): (column, text)
                case .blob: (column, "a blob")
                }
            })
    }
}
