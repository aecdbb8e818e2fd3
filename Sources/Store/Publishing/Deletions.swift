import Catalog
import GRDB

/// The deletions of a run: refused if there are too many to be true, otherwise moved to the history with all that belongs to them.
struct Deletions {
    let publication: Publication

    private var db: Database { publication.db }
    private var catalog: Catalog { publication.catalog }

    /// The resources that would lose more than the guard believes. What goes with its parent does not count.
    func refusals(allowing allowed: AllowedDeletes, beyond bounds: DeletionGuard) throws -> [Refusal] {
        try catalog.resources.compactMap { resource in
            guard !allowed.contains(resource.name) else { return nil }
            let gone = try goneByItself(resource)
            guard gone > 0 else { return nil }
            let live = try Int.fetchOne(db, sql: "SELECT count(*) FROM main.\(quoted(resource.name))") ?? 0
            let isTooMuch = gone > bounds.rows && gone * 100 > live * bounds.percent
            return try isTooMuch || isWhollyEmpty(resource) ? Refusal(resource: resource.name, gone: gone, live: live) : nil
        }
    }

    /// An empty listing is no proof that records are gone on which much else depends.
    private func isWhollyEmpty(_ resource: Resource) throws -> Bool {
        guard case .confirmed = resource.deletion else { return false }
        let listed = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM staging.listed AS l JOIN staging.scopes AS s ON s.id = l.scope_id WHERE s.resource = ?",
            arguments: [resource.name])
        return listed == 0
    }

    private func goneByItself(_ resource: Resource) throws -> Int {
        let orphaned = resource.owner.map { "AND NOT \(Ownership(resource, $0, in: catalog).ownerIsGone)" } ?? ""
        return try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM staging.gone AS g JOIN staging.scopes AS s ON s.id = g.scope_id WHERE s.resource = ? \(orphaned)",
            arguments: [resource.name]) ?? 0
    }

    func publish(except refused: Set<String>) throws {
        for resource in catalog.resources where resource.retention == .live && !refused.contains(resource.name) {
            let gone = quoted("gone_\(resource.name)")
            let scope = catalog.scopeColumns(of: resource)
            try db.execute(sql: Self.collect(into: gone, scope: scope), arguments: ["resource": resource.name])
            if try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM temp.\(gone))") == true {
                try publication.closing(by: "delete") { try delete(from: resource.name, where: catalog.tableKey(of: resource), in: gone) }
                try publication.closing(by: "parent") { try deleteDependents(of: resource, in: gone) }
            }
            try db.execute(sql: "DROP TABLE temp.\(gone)")
        }
        try db.execute(
            sql: StoreSQL.forgetDigests, arguments: ["refused": "[\(refused.map { "\"\($0)\"" }.joined(separator: ","))]"])
    }

    /// The keys of what is gone of a resource, as its tables have them.
    static func collect(into table: String, scope: [String]) -> String {
        let values = scope.indices.map { "s.value_\($0 + 1), " }.joined()
        return """
            CREATE TABLE temp.\(table) AS
            SELECT \(values)g.key FROM staging.gone AS g JOIN staging.scopes AS s ON s.id = g.scope_id WHERE s.resource = :resource
            """
    }

    /// Counters and children of the records themselves, and all that is listed below them, at any depth.
    private func deleteDependents(of resource: Resource, in gone: String) throws {
        for table in catalog.tables(of: resource) where table.kind == .measures || table.kind == .child {
            try delete(from: table.name, where: Array(table.key.prefix(catalog.tableKey(of: resource).count)), in: gone)
        }
        for below in descendants(of: resource) where below.retention == .live {
            let reference = Array(catalog.scopeColumns(of: below).prefix(catalog.tableKey(of: resource).count))
            for table in catalog.tables(of: below) where table.kind != .versions {
                try delete(from: table.name, where: reference, in: gone)
            }
            try forgetScopes(of: below, depth: reference.count, in: gone)
        }
        for owned in catalog.resources where owned.owner?.resource == resource.name { try deleteOwned(owned, in: gone) }
    }

    /// Deletes what belongs to the records without being listed under them, unless its own listing still has it.
    private func deleteOwned(_ resource: Resource, in gone: String) throws {
        guard let owner = resource.owner else { return }
        let ownership = Ownership(resource, owner, in: catalog)
        let key = catalog.tableKey(of: resource)
        try db.execute(sql: "CREATE TABLE temp.orphans AS \(ownership.orphans(of: gone))")
        try delete(from: resource.name, where: key, in: "orphans")
        for table in catalog.tables(of: resource) where table.kind == .measures || table.kind == .child {
            try delete(from: table.name, where: Array(table.key.prefix(key.count)), in: "orphans")
        }
        try db.execute(sql: ownership.forgetOrphans)
        try db.execute(sql: "DROP TABLE temp.orphans")
    }

    private func descendants(of resource: Resource) -> [Resource] {
        catalog.listed(under: resource).flatMap { [$0] + descendants(of: $0) }
    }

    private func forgetScopes(of resource: Resource, depth: Int, in gone: String) throws {
        let values = (1...depth).map { "value_\($0)" }.joined(separator: ", ")
        let scopes = "SELECT id FROM main.mirror_scopes WHERE resource = :resource AND (\(values)) IN (SELECT * FROM temp.\(gone))"
        try db.execute(
            sql: "DELETE FROM main.record_digests WHERE scope_id IN (\(scopes))", arguments: ["resource": resource.name])
        try db.execute(sql: "DELETE FROM main.mirror_scopes WHERE id IN (\(scopes))", arguments: ["resource": resource.name])
    }

    private func delete(from table: String, where columns: [String], in gone: String) throws {
        try db.execute(sql: Self.delete(from: table, where: columns, in: gone))
    }

    /// Its trigger moves each row to the history table.
    static func delete(from table: String, where columns: [String], in gone: String) -> String {
        "DELETE FROM main.\(quoted(table)) WHERE (\(list(columns))) IN (SELECT * FROM temp.\(gone))"
    }
}
