import Catalog
import GRDB
import Values

/// Writes a run's own records: the run, how each scope went, and the answers that are kept. `Publication` calls it last.
struct RunLog {
    let publication: Publication

    private var db: Database { publication.db }
    private var run: Int64 { publication.run }

    func write(_ report: RunReport, refusals: [Refusal], requests: Int) throws -> PublishedRun {
        for resource in publication.catalog.resources {
            if resource.whenNotFound != .passes {
                try db.execute(sql: StoreSQL.failMissing, arguments: ["resource": resource.name])
            }
            try writeScopes(of: resource, refused: refusals.contains { $0.resource == resource.name })
        }
        try db.execute(sql: StoreSQL.publishAnswers, arguments: ["run": run])
        let resources = try summaries()
        let troubled = resources.contains { $0.failed + $0.drifted > 0 }
        let state: RunState = !refusals.isEmpty ? .refused : troubled ? .partial : .complete
        let counts = try publication.catalog.resources.map { try self.counts(of: $0.name) }
        let published = PublishedRun(
            id: run, state: state, inserts: counts.map(\.inserts).reduce(0, +), updates: counts.map(\.updates).reduce(0, +),
            deletes: counts.map(\.deletes).reduce(0, +), refusals: refusals, resources: resources)
        try writeRun(published, report, requests: requests)
        try Account.bind(publication.account, in: db)
        return published
    }

    private func counts(of table: String) throws -> (inserts: Int, updates: Int, deletes: Int) {
        let begun = try Int.fetchOne(db, sql: "SELECT count(*) FROM main.\(quoted(table)) WHERE _valid_from = ?", arguments: [run]) ?? 0
        let ended = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*) FILTER (WHERE _closed_by = 'update') AS updates, count(*) FILTER (WHERE _closed_by <> 'update') AS deletes
                FROM main.\(quoted("\(table)_history")) WHERE _valid_to = ?
                """, arguments: [run])
        let updates: Int = ended?["updates"] ?? 0
        return (begun - updates, updates, ended?["deletes"] ?? 0)
    }

    private func writeScopes(of resource: Resource, refused: Bool) throws {
        let sql = Self.writeScopes(of: resource.name, scope: publication.catalog.scopeColumns(of: resource))
        try db.execute(sql: sql, arguments: ["run": run, "resource": resource.name, "refused": refused])
    }

    /// Notes how each listing of a resource went, with the number of rows that the run has changed in its scope.
    static func writeScopes(of resource: String, scope: [String]) -> String {
        let values = scope.indices.map { "c.k\($0) IS s.value_\($0 + 1)" }.joined(separator: " AND ")
        let columns = scope.enumerated().map { "\(quoted($1)) AS k\($0), " }.joined()
        let group = scope.isEmpty ? "" : "GROUP BY \(list(scope))"
        return """
            WITH changed AS MATERIALIZED (
                SELECT \(columns)count(*) AS n FROM main.\(quoted(resource)) WHERE _valid_from = :run \(group)
                UNION ALL
                SELECT \(columns)count(*) AS n FROM main.\(quoted("\(resource)_history"))
                WHERE _valid_to = :run AND _closed_by = 'delete' \(group)
            )
            INSERT INTO main.sync_scopes (run, resource, scope, requests, pages, records, changes, state, error)
            SELECT
                :run, s.resource, s.scope, s.requests, s.pages, s.records,
                (SELECT coalesce(sum(c.n), 0) FROM changed AS c \(scope.isEmpty ? "" : "WHERE \(values)")),
                iif(:refused AND EXISTS (SELECT 1 FROM staging.gone WHERE scope_id = s.id), 'refused', s.state), s.error
            FROM staging.scopes AS s WHERE s.resource = :resource
            """
    }

    private func summaries() throws -> [ResourceSummary] {
        let rows = try Row.fetchAll(db, sql: StoreSQL.runSummaries, arguments: [run])
        let summaries = rows.map { row in
            ResourceSummary(
                resource: row["resource"], scopes: row["scopes"], failed: row["failed"], drifted: row["drifted"], missing: row["missing"],
                requests: row["requests"], pages: row["pages"], records: row["records"], changes: row["changes"], error: row["error"])
        }
        return publication.catalog.resources.compactMap { resource in summaries.first { $0.resource == resource.name } }
    }

    private func writeRun(_ run: PublishedRun, _ report: RunReport, requests: Int) throws {
        try db.execute(
            sql: StoreSQL.writeRun,
            arguments: [
                "id": run.id, "started_at": report.startedAt, "finished_at": report.finishedAt, "state": run.state.rawValue,
                "requests": requests, "pages": run.resources.map(\.pages).reduce(0, +),
                "records": run.resources.map(\.records).reduce(0, +), "inserts": run.inserts, "updates": run.updates,
                "deletes": run.deletes, "tool_version": report.toolVersion, "base_url": publication.account, "error": nil,
            ])
    }
}
