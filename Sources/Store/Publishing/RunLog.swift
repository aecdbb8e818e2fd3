import Catalog
import GRDB
import Values

/// Writes what a run says of itself: the run, its scopes, and the answers that it kept.
struct RunLog {
    let publication: Publication

    private var db: Database { publication.db }
    private var run: Int64 { publication.run }

    func write(_ report: RunReport, refusals: [Refusal], requests: Int) throws -> PublishedRun {
        for resource in publication.catalog.resources {
            if resource.whenNotFound != .passes { try failMissing(resource) }
            try writeScopes(of: resource, refused: refusals.contains { $0.resource == resource.name })
        }
        try keepAnswers()
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

    /// A server that has ever had a listing of the resource has the resource: what it does not find now has failed.
    private func failMissing(_ resource: Resource) throws {
        try db.execute(
            sql: """
                UPDATE staging.scopes SET state = 'failed' WHERE resource = :resource AND state = 'missing' AND EXISTS (
                    SELECT 1 FROM staging.scopes WHERE resource = :resource AND state = 'complete'
                    UNION ALL
                    SELECT 1 FROM main.sync_scopes WHERE resource = :resource AND state = 'complete'
                )
                """, arguments: ["resource": resource.name])
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
        let scope = publication.catalog.scopeColumns(of: resource)
        let table = quoted(resource.name)
        let twin = quoted("\(resource.name)_history")
        let values = scope.indices.map { "c.k\($0) IS s.value_\($0 + 1)" }.joined(separator: " AND ")
        let columns = scope.enumerated().map { "\(quoted($1)) AS k\($0), " }.joined()
        let group = scope.isEmpty ? "" : "GROUP BY \(list(scope))"
        try db.execute(
            sql: """
                WITH changed AS MATERIALIZED (
                    SELECT \(columns)count(*) AS n FROM main.\(table) WHERE _valid_from = :run \(group)
                    UNION ALL
                    SELECT \(columns)count(*) AS n FROM main.\(twin) WHERE _valid_to = :run AND _closed_by = 'delete' \(group)
                )
                INSERT INTO main.sync_scopes (run, resource, scope, requests, pages, records, changes, state, error)
                SELECT
                    :run, s.resource, s.scope, s.requests, s.pages, s.records,
                    (SELECT coalesce(sum(c.n), 0) FROM changed AS c \(scope.isEmpty ? "" : "WHERE \(values)")),
                    iif(:refused AND EXISTS (SELECT 1 FROM staging.gone WHERE scope_id = s.id), 'refused', s.state), s.error
                FROM staging.scopes AS s WHERE s.resource = :resource
                """, arguments: ["run": run, "resource": resource.name, "refused": refused])
    }

    private func keepAnswers() throws {
        try db.execute(
            sql: """
                INSERT INTO main.usage_observations (run, fetched_at, sha256, body)
                SELECT \(run), fetched_at, sha256, body FROM staging.usage_observations WHERE true ON CONFLICT DO NOTHING;
                INSERT INTO main.drift_observations (run, resource, scope, reason, fetched_at, sha256, body)
                SELECT \(run), resource, scope, reason, fetched_at, sha256, body FROM staging.drift_observations WHERE true
                ON CONFLICT DO NOTHING;
                """)
    }

    private func summaries() throws -> [ResourceSummary] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT
                    resource, count(*) AS scopes, count(*) FILTER (WHERE state = 'failed') AS failed,
                    count(*) FILTER (WHERE state = 'drift') AS drifted, count(*) FILTER (WHERE state = 'missing') AS missing, sum(requests) AS requests, sum(pages) AS pages,
                    sum(records) AS records, sum(changes) AS changes, min(error) AS error
                FROM main.sync_scopes WHERE run = ? GROUP BY resource
                """, arguments: [run])
        let summaries = rows.map { row in
            ResourceSummary(
                resource: row["resource"], scopes: row["scopes"], failed: row["failed"], drifted: row["drifted"], missing: row["missing"],
                requests: row["requests"], pages: row["pages"], records: row["records"], changes: row["changes"], error: row["error"])
        }
        return publication.catalog.resources.compactMap { resource in summaries.first { $0.resource == resource.name } }
    }

    private func writeRun(_ run: PublishedRun, _ report: RunReport, requests: Int) throws {
        try db.execute(
            sql: """
                INSERT INTO main.sync_runs (id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes,
                    tool_version, base_url)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                run.id, report.startedAt, report.finishedAt, run.state.rawValue, requests, run.resources.map(\.pages).reduce(0, +),
                run.resources.map(\.records).reduce(0, +), run.inserts, run.updates, run.deletes, report.toolVersion,
                publication.account,
            ])
    }
}
