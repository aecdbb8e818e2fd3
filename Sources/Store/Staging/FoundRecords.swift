import Catalog
import GRDB

extension Staging {
    /// The keys of a scope's records that have a listing of `child` below them.
    ///
    /// - Parameter choice: the value by which the configuration chooses records, where `child` is so chosen.
    public func keys(of scope: StagedScope, above child: Resource, choice: String? = nil) async throws(StoreError) -> [KeyValue] {
        try await access { db in
            guard let selection = child.parent?.selection, let mapping = mappings[scope.scope.resource] else { return [] }
            let found = FoundRecords(mapping: mapping, scope: scope.scope, catalog: mirror.catalog)
            switch selection {
            case .all:
                return try KeyValue.fetchAll(db.cachedStatement(sql: found.all).binding(["scope_id": scope.id]))
            case .changed(let column):
                try db.execute(sql: found.index)
                return try KeyValue.fetchAll(
                    db.makeStatement(sql: found.changed(in: column)).binding([
                        "scope_id": scope.id, "child": child.name, "prefix": found.prefix(below: child),
                    ]))
            case .chosen(let column, _, let conditions):
                try db.execute(sql: found.index)
                let values = conditions.merging([column: choice ?? ""]) { $1 }
                var named: [String: (any DatabaseValueConvertible)?] = values.mapValues { $0 }
                named["scope_id"] = scope.id
                return try KeyValue.fetchAll(db.makeStatement(sql: found.chosen(by: values.keys.sorted())).binding(named))
            }
        }
    }
}

/// The records that a listing has found, or that the mirror has if it was not read: the SQL that selects those with a listing below them.
private struct FoundRecords {
    let mapping: RecordMapping
    let scope: Scope
    let catalog: Catalog

    private var table: String { quoted(mapping.resource.name) }
    private var key: String { quoted(mapping.resource.key.first ?? "") }

    var all: String { "\(StoreSQL.childScopes) ORDER BY 1" }

    /// The side file is looked up by key for these questions only.
    var index: String { "CREATE INDEX IF NOT EXISTS staging.\(quoted("\(mapping.resource.name)_by_key")) ON \(table) (_scope, \(key))" }

    /// What the name of a scope below begins with: all but the record's key.
    func prefix(below child: Resource) -> String {
        [scope.name, "\(child.parent?.column ?? "")="].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func staged(_ column: String) -> String {
        "(SELECT s.\(quoted(column)) FROM staging.\(table) AS s WHERE s._scope = :scope_id AND s.\(key) = found.key "
            + "ORDER BY s.rowid DESC LIMIT 1)"
    }

    private func live(_ column: String) -> String {
        let columns = catalog.scopeColumns(of: mapping.resource)
        let same = columns.indices.map { "m.\(quoted(columns[$0])) = place.value_\($0 + 1) AND " }.joined()
        return "(SELECT m.\(quoted(column)) FROM main.mirror_scopes AS place JOIN main.\(table) AS m "
            + "ON \(same)m.\(key) = found.key WHERE place.id = :scope_id)"
    }

    private var isStaged: String {
        "EXISTS (SELECT 1 FROM staging.listed AS l WHERE l.scope_id = :scope_id AND l.key = found.key AND l.digest IS NOT NULL)"
    }

    /// Those whose field has changed, and those whose listing was not read to its end since it last failed. The mirror has the new value of
    /// the latter already, so that nothing else would bring their listing back.
    func changed(in column: String) -> String {
        """
        SELECT found.key FROM (\(StoreSQL.childScopes)) AS found
        WHERE (\(isStaged) AND \(staged(column)) IS NOT \(live(column)))
            OR \(lastRun(state: "= 'complete'")) <= \(lastRun(state: "<> 'complete'"))
        ORDER BY 1
        """
    }

    /// The last run in which the listing below ended so; 0 if none did. Each state has an index of its own.
    private func lastRun(state: String) -> String {
        "(SELECT coalesce(max(run), 0) FROM main.sync_scopes "
            + "WHERE resource = :child AND scope = :prefix || found.key AND state \(state))"
    }

    /// Those whose columns have the values that are bound by the columns' names.
    func chosen(by columns: [String]) -> String {
        let same = columns.map { "iif(\(isStaged), \(staged($0)), \(live($0))) = :\($0)" }.joined(separator: " AND ")
        return "SELECT found.key FROM (\(StoreSQL.childScopes)) AS found WHERE \(same) ORDER BY 1"
    }
}
