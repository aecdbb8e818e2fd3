import Catalog
import Foundation
import GRDB
import Values

/// What the mirror knows about the past: changes by run, differences between runs, the versions of an object.
///
/// A question costs as much as its answer has rows, however large the tables are.
public struct History: Sendable {
    public let path: String
    /// Parents stand before what belongs to them.
    public let tables: [TrackedTable]
    let queue: DatabaseQueue

    /// Opens the file for reading only. A table that the file's version does not have yet is left out.
    ///
    /// - Parameter isAtRest: whether it is a copy that nobody writes, such as one in a snapshot.
    public init(_ path: String, isAtRest: Bool = false, catalog: Catalog = .standard) throws(StoreError) {
        self.path = path
        (queue, tables) = try reporting(path) {
            let queue = try MirrorFile.openForReading(path, isAtRest: isAtRest)
            let tables = try queue.read { db in
                let names = try Set(String.fetchAll(db, sql: "SELECT name FROM main.sqlite_schema WHERE type = 'table'"))
                return try catalog.tables.filter { names.contains($0.name) && names.contains("\($0.name)_history") }
                    .map { try TrackedTable($0, measures: catalog[$0.name]?.measures?.table, in: db) }
            }
            return (queue, tables)
        }
    }

    /// The same mirror, read through another connection.
    ///
    /// - Parameter path: what errors call it.
    init(_ history: History, through queue: DatabaseQueue, named path: String) {
        (self.path, tables, self.queue) = (path, history.tables, queue)
    }

    /// The tables that a selection is about. With a key, those whose rows can have it.
    public func tables(of selection: HistorySelection) -> [TrackedTable] {
        tables.filter { RowCondition(selection, in: $0.shape, customers: customers?.shape) != nil }
    }

    /// The number of the last run that was published.
    public func lastRun() throws -> Int64 {
        let run = try reading { try Run.lastPublished(in: $0) }
        guard run > 0 else { throw StoreError.noRuns(path: path) }
        return run
    }

    public func moment(_ run: Int64) throws -> RunMoment { try reading { try RunMoment(run, in: $0) } }

    /// The runs that were published at these times; both ends count, nil is open.
    ///
    /// A clock may be set back, so that a later run has an earlier time. So the order of the runs counts: they reach from the first with the
    /// one time or a later one to the last with the other time or an earlier one, and none in between is left out.
    ///
    /// - Returns: nil if there are none.
    public func runs(since: String?, until: String?) throws -> ClosedRange<Int64>? {
        try reading { db in
            let row = try Row.fetchOne(db, sql: StoreSQL.runsBetween, arguments: ["since": since, "until": until])
            guard let row, let first = row[0] as Int64?, let last = row[1] as Int64?, first <= last else { return nil }
            return first...last
        }
    }

    /// Whether the mirror has, or ever had, the customer.
    public func hasSeen(customer: Int64) throws -> Bool {
        guard let customers, KeyValue.integer(customer) != .ownWorkspace else { return true }
        let tables = [customers.shape.name, customers.shape.history].map {
            "SELECT 1 FROM main.\(quoted($0)) WHERE \(quoted(customers.key[0])) = :id"
        }
        return try reading { try Row.fetchOne($0, sql: tables.joined(separator: " UNION ALL "), arguments: ["id": customer]) != nil }
    }

    /// The months that usage has been told of, as `YYYY-MM` in their order, each with the first run that told of it.
    public func usageMonths() throws -> [(month: String, firstRun: Int64)] {
        guard tables.contains(where: { $0.name == "task_usage" }) else { return [] }
        return try reading { db in try Row.fetchAll(db, sql: StoreSQL.usageMonths).map { ($0["month"], $0["first_run"]) } }
    }

    /// A number that differs after another program has written to the file.
    public func dataVersion() throws -> Int64 { try reading { try Int64.fetchOne($0, sql: "PRAGMA data_version") ?? 0 } }

    var customers: TrackedTable? { tables.first(where: \.holdsCustomers) }

    func pairs(_ table: TrackedTable, _ selection: HistorySelection) -> ChangeQuery? {
        RowCondition(selection, in: table.shape, customers: customers?.shape).map { ChangeQuery(shape: table.shape, condition: $0) }
    }

    /// What `body` throws is thrown unchanged; SQLite's errors are given the name of the file.
    func reading<Result>(_ body: (Database) throws -> Result) throws -> Result {
        do {
            return try queue.read(body)
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }
}

extension History {
    /// What these runs did, run by run; within a run table by table in the catalog's order, then by key.
    ///
    /// Each row is passed on as it is read, so that memory does not grow. An error thrown by `body` ends it.
    public func changes(
        in runs: ClosedRange<Int64>, of selection: HistorySelection, _ body: (RunMoment, ChangedObject) throws -> Void
    ) throws {
        try reading { db in
            let names = CustomerNames(customers, in: db)
            var streams = try tables.compactMap { table in
                try pairs(table, selection).map { pairs in
                    let sql = pairs.changes(runs.lowerBound, runs.upperBound)
                    return try ChangeCursor(table, sql: sql, values: pairs.condition.values, in: db)
                }
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

    /// What differs between the end of run `first` and the end of run `last`. An object that came and went in between, or changed and changed
    /// back, does not differ. If `last` is the earlier run, it is what going back would do.
    ///
    /// - Parameters:
    ///   - counted: called once, before any object; a table without differences is left out.
    ///   - body: called for each object, by table and key, until it returns false.
    public func difference(
        from first: Int64, to last: Int64, of selection: HistorySelection, counted: ([DifferenceCount]) throws -> Void,
        each body: (ChangedObject) throws -> Bool
    ) throws {
        let (early, late, isReversed) = (min(first, last), max(first, last), first > last)
        let differences = tables.compactMap { table in
            pairs(table, selection).map {
                TableDifference(
                    table: table, counts: $0.differenceCounts(early, late), rows: $0.difference(early, late), values: $0.condition.values)
            }
        }
        try reading { db in
            try differences.tell(
                in: db, isReversed: isReversed, names: CustomerNames(customers, in: db), counted: counted, each: body)
        }
    }
}

extension History {
    /// The objects of a table, living or not, that a key may mean; more than one only if the key leaves the customer out.
    ///
    /// - Returns: at most `limit` keys, in their order, each as the values of the key's columns.
    public func objects(_ key: ObjectKey, in table: TrackedTable, limit: Int) throws -> [[StoredValue]] {
        guard let condition = condition(key, in: table) else { return [] }
        let columns = list(table.key)
        let arms = [table.name, table.shape.history].map {
            "SELECT \(columns) FROM main.\(quoted($0)) AS s WHERE true\(condition.sql("s"))"
        }
        return try reading { db in
            var objects: [[StoredValue]] = []
            try db.makeStatement(sql: "\(arms.joined(separator: " UNION ")) ORDER BY \(columns) LIMIT \(limit)")
                .binding(condition.values).forEachRow { row in objects.append(table.key.indices.map { StoredValue(row, Int32($0)) }) }
            return objects
        }
    }

    /// All versions of one object, in their order; with its counters' versions among them on request.
    ///
    /// - Parameter key: the values of the whole key, as `objects` gives them.
    public func versions(of key: [StoredValue], in table: TrackedTable, withMeasures: Bool) throws -> [ObjectVersion] {
        // The counters' key has the same values as their owner's.
        let tables = [table] + (withMeasures ? tables.filter { $0.name == table.measures } : [])
        return try reading { db in
            // Stable: of one run, the object's own version stands before its counters'.
            try tables.flatMap { try versions(of: key, in: $0, db) }.enumerated()
                .sorted { ($0.element.began.id, $0.offset) < ($1.element.began.id, $1.offset) }.map(\.element)
        }
    }

    /// The name of the customer that an object belongs to, as it was last known.
    public func customerName(ofObject key: [StoredValue], in table: TrackedTable) throws -> String? {
        guard let column = table.shape.customer, let place = table.key.firstIndex(of: column), case .integer(let id) = key[place] else {
            return nil
        }
        return try reading { try CustomerNames(customers, in: $0).name(of: id) }
    }

    private func condition(_ key: ObjectKey, in table: TrackedTable) -> RowCondition? {
        RowCondition(HistorySelection(table: table.name, key: key), in: table.shape, customers: customers?.shape)
    }

    private func versions(of key: [StoredValue], in table: TrackedTable, _ db: Database) throws -> [ObjectVersion] {
        let columns = list(table.columns)
        let same = table.key.map { "\(quoted($0)) IS ?" }.joined(separator: " AND ")
        let statement = try db.makeStatement(
            sql: """
                SELECT _valid_from, _valid_to, _closed_by, \(columns) FROM main.\(quoted(table.shape.history)) WHERE \(same)
                UNION ALL SELECT _valid_from, NULL, NULL, \(columns) FROM main.\(quoted(table.name)) WHERE \(same)
                ORDER BY _valid_from
                """)
        var versions: [ObjectVersion] = []
        try statement.binding((key + key).map(\.databaseValue)).forEachRow { row in
            let values = (0..<3 + table.columns.count).map { StoredValue(row, Int32($0)) }
            versions.append(try version(values, after: versions.last, in: table, db))
        }
        return versions
    }

    /// - Parameter values: the run that began it, the one that ended it, why, and the row.
    private func version(
        _ values: [StoredValue], after last: ObjectVersion?, in table: TrackedTable, _ db: Database
    ) throws -> ObjectVersion {
        let began = try RunMoment(values[0].integer ?? 0, in: db)
        return ObjectVersion(
            table: table, row: Array(values.dropFirst(3)), began: began,
            ended: try values[1].integer.map { try RunMoment($0, in: db) }, closedBy: values[2].text,
            previous: last?.closedBy == "update" && last?.ended == began ? last?.row : nil)
    }
}

extension StoredValue {
    var databaseValue: (any DatabaseValueConvertible)? {
        switch self {
        case .null: nil
        case .integer(let number): number
        case .real(let number): number
        case .text(let text): text
        case .blob(let bytes): Data(bytes)
        }
    }
}
