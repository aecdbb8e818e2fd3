import Catalog
import GRDB
import Values

/// What differs between an object as the mirror has it and as the API has just shown it. It names columns, never values.
public struct ObjectDifference: Sendable {
    /// Whether the mirror and the API's answers have the object.
    public var isInMirror = true
    public var isInAnswers = true
    /// Whether any answer that the mirror has kept had the record. A row that no answer has had was made by something else.
    public var wasReceived = true
    /// Columns of the object's own row, and tables or their columns that are made of the same record.
    public var columns: [String] = []
    /// Counters that differ. They change all the time.
    public var counters: [String] = []
    /// Whether the API's record says when anything happened to it.
    public var isDated = false
    /// Times in the API's record that are later than the mirror's row has them, in the mirror's form.
    public var laterTimes: [String] = []
}

/// Compares the objects of a mirror with those that the API has just shown, which lie in a mirror of their own. Both are only read.
///
/// The answers were staged and published as a sync does it, so a cell differs here exactly if the next sync would change it.
public struct MirrorComparison: Sendable {
    let mirror: MirrorDatabase
    let answers: MirrorDatabase
    private let tables: [String: [SampledTable]]

    public init(of mirror: MirrorDatabase, with answers: MirrorDatabase) throws(StoreError) {
        self.mirror = mirror
        self.answers = answers
        let catalog = mirror.catalog
        tables = try reporting(answers.path) {
            try answers.queue.read { db in
                try Dictionary(
                    uniqueKeysWithValues: catalog.resources.map { resource in
                        (
                            resource.name,
                            try catalog.tables(of: resource).map { SampledTable(try TableSchema($0, in: db), of: resource, catalog) }
                        )
                    })
            }
        }
    }

    /// Compares one object, each database at one moment.
    public func difference(of object: SampledObject) throws(StoreError) -> ObjectDifference {
        let tables = tables[object.resource] ?? []
        let values = object.scope.values + object.key
        let kept = try reporting(mirror.path) { try mirror.queue.read { db in try tables.map { try $0.rows(of: values, in: db) } } }
        let shown = try reporting(answers.path) { try answers.queue.read { db in try tables.map { try $0.rows(of: values, in: db) } } }
        var difference = ObjectDifference()
        for ((table, mine), theirs) in zip(zip(tables, kept), shown) { table.compare(mine, theirs, into: &difference) }
        if !difference.isInAnswers, difference.isInMirror { difference.wasReceived = try wasReceived(object) }
        return difference
    }

    private func wasReceived(_ object: SampledObject) throws(StoreError) -> Bool {
        let key = object.key.count == 1 ? object.key[0] : .text(object.key.map(\.description).joined(separator: "/"))
        return try reporting(mirror.path) {
            try mirror.queue.read { db in
                let values: [String: (any DatabaseValueConvertible)?] = [
                    "resource": object.resource, "scope": object.scope.name, "key": key,
                ]
                return try Bool.fetchOne(db.cachedStatement(sql: StoreSQL.wasReceived).binding(values)) == true
            }
        }
    }
}

/// One of the tables that a resource fills, and how the rows that belong to one object are compared in it.
struct SampledTable: Sendable {
    /// Rows by what identifies them within their object.
    typealias Rows = [[StoredValue]: [StoredValue]]

    let name: String
    private let kind: LiveTable.Kind
    /// The columns that hold the object's key, in its order.
    private let owner: [String]
    private let key: [String]
    /// All that are compared: those of the key are not among them.
    private let columns: [String]
    private let times: Set<String>
    /// The mirror may have more rows than an answer shows: older ones, which stay.
    private let keepsMore: Bool

    init(_ table: TableSchema, of resource: Resource, _ catalog: Catalog) {
        name = table.name
        kind = table.kind
        let width = catalog.tableKey(of: resource).count
        owner = Array(table.key.prefix(width))
        key = Array(table.key.dropFirst(width))
        columns = table.nonKey + ["_extra"]
        times = Set(table.columns.filter { $0.type == .timestamp }.map(\.name))
        let retention = resource.children.first { $0.table == table.name }?.retention ?? .live
        keepsMore = table.kind == .versions || retention == .forever
    }

    func rows(of object: [KeyValue], in db: Database) throws -> Rows {
        let same = owner.map { "\(quoted($0)) = ?" }.joined(separator: " AND ")
        let statement = try db.cachedStatement(
            sql: "SELECT \(list(key + columns)) FROM main.\(quoted(name)) WHERE _valid_from > 0 AND \(same)")
        let width = key.count + columns.count
        var rows: Rows = [:]
        try statement.binding(object.map { $0 }).forEachRow { row in
            let values = (0..<width).map { StoredValue(row, Int32($0)) }
            rows[Array(values.prefix(key.count))] = Array(values.dropFirst(key.count))
        }
        return rows
    }

    func compare(_ kept: Rows, _ shown: Rows, into difference: inout ObjectDifference) {
        switch kind {
        case .record: compareRecord(kept[[]], shown[[]], into: &difference)
        case .measures: compareCounters(kept, shown, into: &difference)
        case .child, .versions: difference.columns += differing(kept, shown)
        }
    }

    private func compareRecord(_ kept: [StoredValue]?, _ shown: [StoredValue]?, into difference: inout ObjectDifference) {
        difference.isInMirror = kept != nil
        difference.isInAnswers = shown != nil
        guard let kept, let shown else { return }
        for (place, column) in columns.enumerated() {
            if kept[place] != shown[place] { difference.columns.append(column) }
            guard times.contains(column), let time = shown[place].text else { continue }
            difference.isDated = true
            if kept[place].text.map({ $0 < time }) ?? true { difference.laterTimes.append(time) }
        }
    }

    /// A row of counters that one side lacks is no moving counter.
    private func compareCounters(_ kept: Rows, _ shown: Rows, into difference: inout ObjectDifference) {
        let found = differing(kept, shown)
        if found == [name] { difference.columns.append(name) } else { difference.counters += found }
    }

    /// The columns that differ in rows that both have; the table's name if one of them has a row more.
    private func differing(_ kept: Rows, _ shown: Rows) -> [String] {
        let lost = !keepsMore && kept.keys.contains { shown[$0] == nil }
        if lost || shown.keys.contains(where: { kept[$0] == nil }) { return [name] }
        return columns.indices.filter { place in shown.contains { key, row in kept[key]?[place] != row[place] } }
            .map { "\(name).\(columns[$0])" }
    }
}
