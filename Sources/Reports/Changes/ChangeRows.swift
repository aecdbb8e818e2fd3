import Store
import Values

/// Changes as rows for programs: the columns and cells that `changes`, `diff` and `history` write in the formats but table.
public enum ChangeRows {
    /// The columns of the view `changes`.
    public static let columns = ["run_id", "at"] + differenceColumns
    public static let differenceColumns = ["resource", "managed_user_id", "key", "op", "columns", "before", "after"]
    public static let countColumns = ["resource", "inserted", "updated", "deleted"]
    /// One row for each version. `columns` are those that differ from the version before; NULL for the first version.
    public static let versionColumns = [
        "resource", "managed_user_id", "key", "run_id", "at", "columns", "row", "until_run_id", "until", "closed_by",
    ]
    /// The columns that hold JSON.
    public static let nested: Set<String> = ["key", "columns", "before", "after", "row"]

    public static func cells(_ run: RunMoment, _ object: ChangedObject) -> [StoredValue] {
        [.integer(run.id), .text(run.at)] + cells(object)
    }

    public static func cells(_ object: ChangedObject) -> [StoredValue] {
        let table = object.table
        return [
            .text(table.name), object.customer.map(StoredValue.integer) ?? .null, .text(key(object)), .text(object.operation.rawValue),
            .text(names(object)), values(object.before, of: table), values(object.after, of: table),
        ]
    }

    public static func cells(_ count: History.DifferenceCount) -> [StoredValue] {
        [.text(count.table)] + [count.inserted, count.updated, count.deleted].map { .integer(Int64($0)) }
    }

    public static func cells(_ version: ObjectVersion) -> [StoredValue] {
        let change = version.change
        return [
            .text(version.table.name), change.customer.map(StoredValue.integer) ?? .null, .text(key(change)), .integer(version.began.id),
            .text(version.began.at), version.previous == nil ? .null : .text(names(change)), values(version.row, of: version.table),
            version.ended.map { .integer($0.id) } ?? .null, version.ended.map { .text($0.at) } ?? .null,
            version.closedBy.map(StoredValue.text) ?? .null,
        ]
    }

    /// A key as the command line takes it: `7/41354`.
    public static func keyText(_ key: [StoredValue]) -> String {
        key.map { VisibleText.escaped($0.plainText ?? "null") }.joined(separator: "/")
    }

    private static func key(_ object: ChangedObject) -> String {
        json(object.table.keyPlaces.map { (object.table.columns[$0], object.row[$0]) })
    }

    private static func names(_ object: ChangedObject) -> String {
        "[" + object.changedPlaces.map { JSONText.quoted(object.table.columns[$0]) }.joined(separator: ",") + "]"
    }

    private static func values(_ row: [StoredValue]?, of table: TrackedTable) -> StoredValue {
        row.map { .text(json(Array(zip(table.columns, $0)))) } ?? .null
    }

    private static func json(_ fields: [(String, StoredValue)]) -> String {
        "{" + fields.map { JSONText.quoted($0.0) + ":" + $0.1.json }.joined(separator: ",") + "}"
    }
}
