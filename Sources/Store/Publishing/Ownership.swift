import Catalog

/// The SQL for a resource whose records are deleted with their owner, which they name in a column.
struct Ownership {
    private let resource: Resource
    private let owner: Owner
    private let scope: [String]
    private let key: String

    init(_ resource: Resource, _ owner: Owner, in catalog: Catalog) {
        self.resource = resource
        self.owner = owner
        scope = catalog.scopeColumns(of: resource)
        key = resource.key.first ?? ""
    }

    private var sameScope: String { scope.indices.map { "row.\(quoted(scope[$0])) = s.value_\($0 + 1)" }.joined(separator: " AND ") }

    /// Whether the owner of the record of `staging.gone AS g` in `staging.scopes AS s` is gone in the same run.
    var ownerIsGone: String {
        """
        EXISTS (
            SELECT 1 FROM main.\(quoted(resource.name)) AS row
            JOIN staging.scopes AS os ON os.resource = '\(owner.resource)'
            JOIN staging.gone AS og ON og.scope_id = os.id AND og.key = row.\(quoted(owner.column))
            WHERE \(sameScope) AND row.\(quoted(key)) = g.key
                AND \(scope.indices.map { "os.value_\($0 + 1) IS s.value_\($0 + 1)" }.joined(separator: " AND "))
        )
        """
    }

    /// The keys of the records whose owner is in the table `gone`, and that this run has not seen alive.
    func orphans(of gone: String) -> String {
        """
        SELECT \(list(scope + [key])) FROM main.\(quoted(resource.name)) AS row
        WHERE (\(list(scope + [owner.column]))) IN (SELECT * FROM temp.\(gone)) AND NOT EXISTS (
            SELECT 1 FROM staging.listed AS l JOIN staging.scopes AS s ON s.id = l.scope_id
            WHERE s.resource = '\(resource.name)' AND \(sameScope) AND l.key = row.\(quoted(key))
        )
        """
    }

    /// Their digests go too: what comes back is new.
    var forgetOrphans: String {
        """
        DELETE FROM main.record_digests WHERE (scope_id, key) IN (
            SELECT s.id, row.\(quoted(key)) FROM temp.orphans AS row JOIN main.mirror_scopes AS s
            WHERE s.resource = '\(resource.name)' AND \(sameScope)
        )
        """
    }
}
