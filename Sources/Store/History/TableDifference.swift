import Catalog
import GRDB

/// The statements that find what differs in one table, and the values that they refer to by name.
struct TableDifference {
    let table: TrackedTable
    /// Gives one row: how many objects were inserted, updated, deleted.
    let counts: String
    /// Gives a row for each object, as `ChangeCursor` reads it.
    let rows: String
    let values: [String: KeyValue?]
}

extension [TableDifference] {
    /// Tells the counts first, then the objects by table and key, each as it is read.
    ///
    /// - Parameters:
    ///   - isReversed: whether it is told what going back would do.
    ///   - counted: called once; a table without differences is left out.
    ///   - body: called for each object until it returns false.
    func tell(
        in db: Database, isReversed: Bool, names: CustomerNames, counted: ([History.DifferenceCount]) throws -> Void,
        each body: (ChangedObject) throws -> Bool
    ) throws {
        let counts = try compactMap { try $0.counted(isReversed, in: db) }
        try counted(counts)
        for difference in self where counts.contains(where: { $0.table == difference.table.name }) {
            var stream = try ChangeCursor(difference.table, sql: difference.rows, values: difference.values, in: db)
            while stream.run != nil {
                let object = try stream.take(names)
                guard try body(isReversed ? object.reversed() : object) else { return }
            }
        }
    }
}

extension TableDifference {
    /// - Returns: nil if nothing differs.
    fileprivate func counted(_ isReversed: Bool, in db: Database) throws -> History.DifferenceCount? {
        guard let row = try Row.fetchOne(db.makeStatement(sql: counts).binding(values)) else { return nil }
        let (came, updated, went): (Int, Int, Int) = (row[0], row[1], row[2])
        guard came + updated + went > 0 else { return nil }
        return History.DifferenceCount(
            table: table.name, inserted: isReversed ? went : came, updated: updated, deleted: isReversed ? came : went)
    }
}
