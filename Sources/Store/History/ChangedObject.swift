import GRDB
import Values

/// A run as the moment at which it was published.
public struct RunMoment: Sendable, Hashable {
    public let id: Int64
    /// UTC, such as `2024-05-31T12:00:00.000Z`.
    public let at: String
}

/// One object of one table before and after: in a run, or between two.
public struct ChangedObject: Sendable {
    public enum Operation: String, Sendable { case insert, update, delete }

    public let table: TrackedTable
    /// The values in the order of the table's columns; nil if it did not exist.
    public let before: [StoredValue]?
    public let after: [StoredValue]?
    /// The name of the customer that it belongs to, as it was last known.
    public let customerName: String?

    public var operation: Operation { before == nil ? .insert : after == nil ? .delete : .update }

    /// The later of the two rows.
    public var row: [StoredValue] { after ?? before ?? [] }

    /// The customer that it belongs to; nil for what belongs to the partner.
    public var customer: Int64? { table.customer(of: row) }

    /// The places of the columns that differ; of an object that was not there, or is no more, all.
    public var changedPlaces: [Int] {
        guard let before, let after else { return Array(table.columns.indices) }
        return table.columns.indices.filter { before[$0] != after[$0] }
    }

    /// The same change backwards in time.
    func reversed() -> ChangedObject {
        ChangedObject(table: table, before: after, after: before, customerName: customerName)
    }
}

/// One version of an object, from the run that brought it to the run that ended it.
public struct ObjectVersion: Sendable {
    public let table: TrackedTable
    public let row: [StoredValue]
    public let began: RunMoment
    /// Nil while it lives.
    public let ended: RunMoment?
    /// `update`, `delete` or `parent`; nil while it lives.
    public let closedBy: String?
    /// The version that it took the place of; nil if there was none just before.
    public let previous: [StoredValue]?

    /// What the run that brought it did.
    public var change: ChangedObject { ChangedObject(table: table, before: previous, after: row, customerName: nil) }
}

extension TrackedTable {
    func customer(of row: [StoredValue]) -> Int64? {
        guard let customerPlace, row.indices.contains(customerPlace), case .integer(let id) = row[customerPlace] else { return nil }
        return id
    }
}

extension RunMoment {
    init(_ id: Int64, in db: Database) throws {
        let at = try String.fetchOne(db, sql: "SELECT finished_at FROM main.sync_runs WHERE id = ?", arguments: [id])
        self.init(id: id, at: at ?? "")
    }
}
