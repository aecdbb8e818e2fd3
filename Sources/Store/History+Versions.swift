import Catalog
import GRDB

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

    /// The life of one object, version by version; with its counters' versions among them on request.
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
        }
    }
}
