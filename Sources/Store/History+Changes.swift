import GRDB

extension History {
    /// What these runs did, run by run; within a run table by table in the catalog's order, then by key.
    ///
    /// Rows come as they are read: memory does not grow with them. What `body` throws ends it.
    public func changes(
        in runs: ClosedRange<Int64>, of selection: HistorySelection, _ body: (RunMoment, ChangedObject) throws -> Void
    ) throws {
        try reading { db in
            let names = CustomerNames(customers, in: db)
            var streams = try tables.compactMap { table in
                try pairs(table, selection).map { try PairStream(table, $0, sql: $0.changes(runs.lowerBound, runs.upperBound), in: db) }
            }
            while let run = streams.compactMap(\.run).min() {
                let moment = try RunMoment(run, in: db)
                for index in streams.indices {
                    while streams[index].run == run { try body(moment, streams[index].take(names)) }
                }
            }
        }
    }

    /// How many objects of a table differ between two moments.
    public struct DifferenceCount: Sendable, Hashable {
        public let table: String
        public let inserted: Int
        public let updated: Int
        public let deleted: Int
    }

    /// What is different after run `last` from what was after run `first`: an object that came and went in between, or changed and changed
    /// back, is not. Between a later run and an earlier one it is what going back would do.
    ///
    /// - Parameters:
    ///   - counted: called once, before any object; a table without differences is left out.
    ///   - body: called for each object, by table and key, until it returns false.
    public func difference(
        from first: Int64, to last: Int64, of selection: HistorySelection, counted: ([DifferenceCount]) throws -> Void,
        each body: (ChangedObject) throws -> Bool
    ) throws {
        let (early, late, isReversed) = (min(first, last), max(first, last), first > last)
        try reading { db in
            let found = tables.compactMap { table in pairs(table, selection).map { (table, $0) } }
            let counts = try found.compactMap { try count($0, $1, early, late, isReversed, in: db) }
            try counted(counts)
            let names = CustomerNames(customers, in: db)
            for (table, pairs) in found where counts.contains(where: { $0.table == table.name }) {
                var stream = try PairStream(table, pairs, sql: pairs.difference(early, late), in: db)
                while stream.run != nil {
                    let object = try stream.take(names)
                    guard try body(isReversed ? object.reversed() : object) else { return }
                }
            }
        }
    }

    private func count(
        _ table: TrackedTable, _ pairs: RowPairs, _ first: Int64, _ last: Int64, _ isReversed: Bool, in db: Database
    ) throws -> DifferenceCount? {
        let sql = pairs.differenceCounts(first, last)
        guard let row = try Row.fetchOne(db.makeStatement(sql: sql).binding(pairs.condition.values)) else { return nil }
        let (came, updated, went): (Int, Int, Int) = (row[0], row[1], row[2])
        guard came + updated + went > 0 else { return nil }
        return DifferenceCount(
            table: table.name, inserted: isReversed ? went : came, updated: updated, deleted: isReversed ? came : went)
    }
}
