import Catalog
import GRDB

/// What the mirror knows about the past: changes by run, differences between runs, the life of an object.
///
/// Every question costs what its answer has rows, not what the tables hold.
public struct History: Sendable {
    public let path: String
    /// Parents stand before what belongs to them.
    public let tables: [TrackedTable]
    let queue: DatabaseQueue

    /// Opens the file for reading only. A table that the file's version does not have yet is left out.
    public init(_ path: String, catalog: Catalog = .standard) throws(StoreError) {
        self.path = path
        (queue, tables) = try reporting(path) {
            let queue = try Mirror.openReadOnly(path)
            let tables = try queue.read { db in
                let names = try Set(String.fetchAll(db, sql: "SELECT name FROM main.sqlite_schema WHERE type = 'table'"))
                return try catalog.tables.filter { names.contains($0.name) && names.contains("\($0.name)_history") }
                    .map { try TrackedTable($0, measures: catalog[$0.name]?.measures?.table, in: db) }
            }
            return (queue, tables)
        }
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
    /// A clock may be set back, so that a later run has an earlier time: it is a matter of the order of the runs. They reach from the
    /// first that has the one time or a later one to the last that has the other or an earlier one; none in between is left out.
    ///
    /// - Returns: nil if there are none.
    public func runs(since: String?, until: String?) throws -> ClosedRange<Int64>? {
        try reading { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT min(id) FILTER (WHERE finished_at >= coalesce(?, '')), max(id) FILTER (WHERE finished_at <= coalesce(?, '~'))
                    FROM main.sync_runs WHERE state <> 'failed'
                    """, arguments: [since, until])
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

    func pairs(_ table: TrackedTable, _ selection: HistorySelection) -> RowPairs? {
        RowCondition(selection, in: table.shape, customers: customers?.shape).map { RowPairs(shape: table.shape, condition: $0) }
    }

    /// What `body` throws is thrown as it is; SQLite's errors say which file they are about.
    func reading<Result>(_ body: (Database) throws -> Result) throws -> Result {
        do {
            return try queue.read(body)
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }
}
