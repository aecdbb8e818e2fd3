import Catalog
import GRDB
import Values

/// Two mirrors, or snapshots of them, as they are now.
///
/// Both are read by one connection in one transaction, which lasts as long as the comparison: whatever syncs do meanwhile, all answers are
/// about the same two states. Reading makes nothing beside a snapshot's file.
public struct FileComparison: Comparison {
    public let first: RunMoment
    public let last: RunMoment
    /// The accounts that the files mirror, by their base URLs; nil where a file does not say.
    public let accounts: (first: String?, last: String?)
    private let places: (first: MirrorPlace, last: MirrorPlace)
    private let compared: [ComparedTable]
    /// The file whose last run is the later one. It says how things are called.
    private let later: History
    /// Whether that file is the first one.
    private let isReversed: Bool
    private let pastCustomers: TrackedTable?

    /// - Throws: what can be wrong with one of the files; `.noRuns` if nothing has been published in one.
    public init(_ first: MirrorPlace, _ last: MirrorPlace, catalog: Catalog = .standard) throws {
        places = (first, last)
        let histories = try [first, last].map { try History($0.file, isAtRest: $0.isInSnapshot, catalog: catalog) }
        isReversed = try histories[0].lastRun() > histories[1].lastRun()
        let (earlier, later) = isReversed ? (histories[1], histories[0]) : (histories[0], histories[1])
        compared = catalog.tables.compactMap { table in
            ComparedTable(
                earlier: earlier.tables.first { $0.name == table.name }, later: later.tables.first { $0.name == table.name },
                renames: catalog[table.name]?.renames ?? [:])
        }
        pastCustomers = earlier.customers
        let queue = try reporting(earlier.path) { try later.queue.joined(by: earlier.queue) }
        self.later = History(later, through: queue, named: "\(first.file) or \(last.file)")
        let states = try self.later.reading { db in
            try [FileDifferenceQuery.earlier, FileDifferenceQuery.later].map { try FileState(of: $0, in: db) }
        }
        let (old, new) = isReversed ? (states[1], states[0]) : (states[0], states[1])
        (self.first, self.last, accounts) = (old.run, new.run, (old.account, new.account))
    }

    public var path: String { places.last.file }
    public var tables: [TrackedTable] { compared.map(\.table) }
    public var names: (first: String, last: String)? { (places.first.name, places.last.name) }

    /// What one of the files does not have, in the tables that a selection is about.
    public func gaps(in selection: HistorySelection) -> [SchemaGap] {
        let (earlier, later) = isReversed ? (places.last.name, places.first.name) : (places.first.name, places.last.name)
        return compared.filter { condition(selection, $0) != nil }.flatMap { $0.gaps(earlier, later) }
    }

    public func hasSeen(customer: Int64) throws -> Bool {
        if try later.hasSeen(customer: customer) { return true }
        guard let pastCustomers else { return false }
        let tables = [pastCustomers.shape.name, pastCustomers.shape.history].map {
            "SELECT 1 FROM \(FileDifferenceQuery.earlier).\(quoted($0)) WHERE \(quoted(pastCustomers.key[0])) = :id"
        }
        return try later.reading { try Row.fetchOne($0, sql: tables.joined(separator: " UNION ALL "), arguments: ["id": customer]) != nil }
    }

    public func usageMonths() throws -> [(month: String, firstRun: Int64)] { try later.usageMonths() }

    public func difference(
        of selection: HistorySelection, counted: ([History.DifferenceCount]) throws -> Void, each body: (ChangedObject) throws -> Bool
    ) throws {
        let differences = compared.compactMap { table in
            condition(selection, table).map { condition in
                let query = FileDifferenceQuery(compared: table, condition: condition)
                return TableDifference(table: table.table, counts: query.counts, rows: query.rows, values: condition.values)
            }
        }
        try later.reading { db in
            let past = CustomerNames(pastCustomers, in: db, file: FileDifferenceQuery.earlier)
            let names = CustomerNames(later.customers, in: db, otherwise: past)
            try differences.tell(in: db, isReversed: isReversed, names: names, counted: counted, each: body)
        }
    }

    private func condition(_ selection: HistorySelection, _ table: ComparedTable) -> RowCondition? {
        RowCondition(selection, in: table.table.shape, customers: nil)
    }
}

/// What a file says about itself.
private struct FileState {
    let run: RunMoment
    let account: String?

    /// - Parameter file: the name under which the connection has it.
    init(of file: String, in db: Database) throws {
        let last = "SELECT id, finished_at FROM \(file).sync_runs WHERE state <> 'failed' ORDER BY id DESC LIMIT 1"
        let row = try Row.fetchOne(db, sql: last)
        run = RunMoment(id: row?["id"] ?? 0, at: row?["finished_at"] ?? "")
        account = try String.fetchOne(db, sql: "SELECT value FROM \(file).mirror_meta WHERE name = 'base_url'")
    }
}

extension DatabaseQueue {
    /// A connection to this file and to an earlier one, in a transaction that ends with it.
    fileprivate func joined(by earlier: DatabaseQueue) throws -> DatabaseQueue {
        var configuration = configuration
        configuration.allowsUnsafeTransactions = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        // A path begins with a slash: it cannot be mistaken for an address.
        let address = earlier.path.hasPrefix("file:") ? earlier.path : "file://\(PercentEncoding.file(earlier.path))?mode=ro"
        try queue.inDatabase { db in
            ExtraFunction.register(in: db)
            try db.execute(sql: "ATTACH ? AS \(FileDifferenceQuery.earlier)", arguments: [address])
            try db.execute(sql: "BEGIN")
        }
        return queue
    }
}
