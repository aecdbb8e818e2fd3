import Catalog
import GRDB

/// Finds the rows that another program has changed in the file, and reports what a run that rechecks has put right.
///
/// A run compares digests of records, so that an edited row of an unchanged record would stay wrong forever. A run that rechecks stages all
/// records, and publishing finds the rows that differ. If such a row's record has not changed, the row was edited in the file.
struct Recheck {
    let publication: Publication

    private var db: Database { publication.db }
    private var catalog: Catalog { publication.catalog }
    private static let shownKeys = 3

    /// When the last such run was published, in `mirror_meta`.
    static let lastDone = "rechecked_at"

    /// Marks as gone the rows of a scope that was listed to its end, but that no listing has ever shown.
    static func findIntruders(in scope: StagedScope, of resource: Resource, _ catalog: Catalog, _ db: Database) throws {
        guard resource.key.count == 1 else { return }
        let key = quoted(resource.key[0])
        let place = catalog.scopeColumns(of: resource).map { "\(quoted($0)) = ? AND " }.joined()
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO staging.gone (scope_id, key)
                SELECT ?, \(key) FROM main.\(quoted(resource.name)) AS t
                WHERE \(place)NOT EXISTS (SELECT 1 FROM staging.listed AS l WHERE l.scope_id = ? AND l.key = t.\(key))
                ON CONFLICT DO NOTHING
                """)
        let values: [(any DatabaseValueConvertible)?] = [scope.id] + scope.scope.values + [scope.id]
        try statement.binding(values).execute()
    }

    /// Called before anything is published: the rows without a digest, by resource.
    func intruders() throws -> [Repair] {
        try catalog.resources.compactMap { resource in
            try repair(
                resource.name,
                """
                SELECT \(scopePath(resource))g.key AS key FROM staging.gone AS g JOIN staging.scopes AS s ON s.id = g.scope_id
                WHERE s.resource = :resource
                    AND NOT EXISTS (SELECT 1 FROM main.record_digests AS d WHERE d.scope_id = g.scope_id AND d.key = g.key)
                """, ["resource": resource.name])
        }
    }

    /// Counters of records that are not there: no listing has shown them.
    func deleteStrayCounters() throws -> [Repair] {
        try catalog.resources.compactMap { resource in
            guard let table = catalog.tables(of: resource).first(where: { $0.kind == .measures }) else { return nil }
            let stray = """
                NOT EXISTS (SELECT 1 FROM main.\(quoted(resource.name)) AS p
                    WHERE \(zip(table.key, catalog.tableKey(of: resource)).map { "p.\(quoted($1)) = t.\(quoted($0))" }.joined(separator: " AND ")))
                """
            let rows = "SELECT \(path(table.key, of: "t")) AS key FROM main.\(quoted(table.name)) AS t WHERE \(stray)"
            guard let repair = try repair(table.name, rows, [:]) else { return nil }
            try publication.closing(by: "delete") { try db.execute(sql: "DELETE FROM main.\(quoted(table.name)) AS t WHERE \(stray)") }
            return repair
        }
    }

    /// Called after everything is published.
    func finish(_ intruders: [Repair], refused: Set<String>, at time: String) throws -> [Repair] {
        try Meta.set(Self.lastDone, to: time, in: db)
        var repairs = intruders.filter { !refused.contains($0.table) }
        for resource in catalog.resources where publication.mappings[resource.name] != nil {
            for table in catalog.tables(of: resource) {
                switch table.kind {
                case .record:
                    try repairs += [changedRows(table, of: resource, key: resource.key), unaccounted(resource)].compactMap(\.self)
                case .measures, .versions:
                    try repairs += [changedRows(table, of: resource, key: owner(of: table, resource))].compactMap(\.self)
                case .child: try repairs += [changedChildren(table, of: resource)].compactMap(\.self)
                }
            }
        }
        return repairs
    }

    private func owner(of table: LiveTable, _ resource: Resource) -> [String] {
        Array(table.key.dropFirst(catalog.scopeColumns(of: resource).count).prefix(1))
    }

    /// Rows that the run has begun although their record is the one that was received before.
    private func changedRows(_ table: LiveTable, of resource: Resource, key: [String]) throws -> Repair? {
        try repair(
            table.name,
            """
            SELECT \(path(table.key, of: "t")) AS key FROM main.\(quoted(table.name)) AS t
            JOIN staging.scopes AS s ON s.resource = :resource\(scopeCondition(resource))
            JOIN staging.listed AS l ON l.scope_id = s.id AND l.key = \(path(key, of: "t")) AND l.digest IS NULL
            WHERE t._valid_from = :run
            """, ["resource": resource.name, "run": publication.run])
    }

    /// Rows that were begun or deleted although their owner's row has not changed.
    private func changedChildren(_ table: LiveTable, of resource: Resource) throws -> Repair? {
        let ownerKey = catalog.tableKey(of: resource)
        let reference = Array(table.key.prefix(ownerKey.count))
        let same = zip(reference, ownerKey).map { "p.\(quoted($1)) = t.\(quoted($0))" }.joined(separator: " AND ")
        let ownerHasChanged = "EXISTS (SELECT 1 FROM main.\(quoted(resource.name)) AS p WHERE \(same) AND p._valid_from = :run)"
        return try repair(
            table.name,
            """
            SELECT \(path(table.key, of: "t")) AS key FROM main.\(quoted(table.name)) AS t WHERE t._valid_from = :run AND NOT \(ownerHasChanged)
            UNION ALL
            SELECT \(path(table.key, of: "t")) AS key FROM main.\(quoted("\(table.name)_history")) AS t
            WHERE t._valid_to = :run AND t._closed_by = 'delete' AND NOT \(ownerHasChanged)
            """, ["run": publication.run])
    }

    /// Rows that no answer has ever had, of a table that nothing is deleted from.
    private func unaccounted(_ resource: Resource) throws -> Repair? {
        guard resource.retention == .forever else { return nil }
        return try repair(
            resource.name, isMade: false,
            """
            SELECT \(path(catalog.tableKey(of: resource), of: "t")) AS key FROM main.\(quoted(resource.name)) AS t
            JOIN staging.scopes AS s ON s.resource = :resource\(scopeCondition(resource)) AND s.state = 'complete'
            WHERE NOT EXISTS (
                SELECT 1 FROM main.record_digests AS d WHERE d.scope_id = s.id AND d.key = \(path(resource.key, of: "t")))
            """, ["resource": resource.name])
    }

    private func repair(_ table: String, isMade: Bool = true, _ rows: String, _ arguments: StatementArguments) throws -> Repair? {
        let keys = try String.fetchCursor(db, sql: "SELECT CAST(key AS TEXT) FROM (\(rows))", arguments: arguments)
        var count = 0
        var shown: [String] = []
        while let key = try keys.next() {
            count += 1
            if shown.count < Self.shownKeys { shown.append(key) }
        }
        return count == 0 ? nil : Repair(table: table, rows: count, keys: shown, isMade: isMade)
    }

    /// A key as the digests have it: one column as it is, several with slashes between them.
    private func path(_ columns: [String], of table: String) -> String {
        columns.map { columns.count == 1 ? "\(table).\(quoted($0))" : "ifnull(\(table).\(quoted($0)), '')" }
            .joined(separator: " || '/' || ")
    }

    private func scopePath(_ resource: Resource) -> String {
        catalog.scopeColumns(of: resource).indices.map { "s.value_\($0 + 1) || '/' || " }.joined()
    }

    private func scopeCondition(_ resource: Resource) -> String {
        catalog.scopeColumns(of: resource).enumerated().map { " AND s.value_\($0 + 1) = t.\(quoted($1))" }.joined()
    }
}
