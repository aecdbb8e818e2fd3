import Catalog
import GRDB

extension Staging {
    /// Publishes the run: rows, history and bookkeeping in one transaction. Then the side file goes.
    ///
    /// - Parameters:
    ///   - bounds: how much may go of a resource that is not allowed to lose more.
    ///   - requests: what the run asked in all, retries included.
    public func publish(
        _ report: RunReport, allowing allowed: AllowedDeletes, beyond bounds: DeletionGuard = DeletionGuard(), requests: Int
    ) async throws(StoreError) -> PublishedRun {
        let published: PublishedRun
        do {
            try commit()
            published = try await mirror.queue.write { db in
                try Publication(
                    db: db, run: Run.next(in: db), account: mirror.account, rechecks: rechecks, catalog: mirror.catalog, mappings: mappings
                )
                .publish(report, allowing: allowed, beyond: bounds, requests: requests)
            }
        } catch {
            // What the side file holds is taken up by the next run: it must not fail that one too.
            if error.liesInTheData { try? close(keep: false) }
            throw StoreError(error, path: mirror.path)
        }
        try close(keep: false)
        try mirror.checkpoint()
        return published
    }
}

extension Error {
    /// Another try with the same rows would fail again: it is not the disk, another program, or a trigger that somebody has made.
    fileprivate var liesInTheData: Bool {
        guard let error = self as? DatabaseError, error.extendedResultCode != .SQLITE_CONSTRAINT_TRIGGER else { return false }
        return [.SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_RANGE]
            .contains(error.resultCode)
    }
}

/// One run on its way from the side file into the live tables.
struct Publication {
    let db: Database
    let run: Int64
    /// The base URL that it was asked of.
    let account: String
    let rechecks: Bool
    let catalog: Catalog
    let mappings: [String: RecordMapping]

    func publish(
        _ report: RunReport, allowing allowed: AllowedDeletes, beyond bounds: DeletionGuard, requests: Int
    ) throws -> PublishedRun {
        let recheck = Recheck(publication: self)
        let intruders = rechecks ? try recheck.intruders() : []
        let refusals = try Deletions(publication: self).refusals(allowing: allowed, beyond: bounds)
        try publishRows()
        try Deletions(publication: self).publish(except: Set(refusals.map(\.resource)))
        let strays = rechecks ? try recheck.deleteStrayCounters() : []
        try closing(by: "delete", publishChildren)
        try publishDigests()
        let omittedViews = try LookupViews(db: db).recreate()
        var published = try RunLog(publication: self).write(report, refusals: refusals, requests: requests)
        published.omittedViews = omittedViews
        if rechecks {
            published.repairs = try recheck.finish(intruders + strays, refused: Set(refusals.map(\.resource)), at: report.finishedAt)
        }
        return published
    }

    /// Rows that are the same after all (only the text of their JSON differed) are left alone by the WHERE.
    private func publishRows() throws {
        for resource in catalog.resources {
            guard let mapping = mappings[resource.name] else { continue }
            try upsert(mapping.record.shape)
            try UnknownFields(resource: resource, shape: mapping.record.shape).note(run: run, in: db)
            if let measures = mapping.measures { try upsert(measures.shape) }
            if let versions = mapping.versions { try db.execute(sql: versions.publish, arguments: ["run": run]) }
        }
    }

    private func upsert(_ shape: TableSchema) throws {
        let columns = shape.columns.map(\.name) + ["_extra"]
        let compared = shape.nonKey + ["_extra"]
        let updates = (compared + ["_valid_from"]).map { "\(quoted($0)) = excluded.\(quoted($0))" }.joined(separator: ", ")
        try db.execute(
            sql: """
                INSERT INTO main.\(quoted(shape.name)) (\(list(columns)), _valid_from)
                SELECT \(list(columns)), :run FROM staging.\(quoted(shape.name)) WHERE true ORDER BY rowid
                ON CONFLICT (\(list(shape.key))) DO UPDATE SET \(updates)
                WHERE (\(list(compared))) IS NOT (\(list(compared, prefix: "excluded.")))
                """, arguments: ["run": run])
    }

    private func publishChildren() throws {
        for resource in catalog.resources {
            for child in resource.children {
                let shape = try TableSchema(childTable(child, of: resource), in: db)
                try ChildRows(
                    child: child, shape: shape, owner: resource.name, ownerKey: catalog.tableKey(of: resource), run: run,
                    isRecheck: rechecks
                ).publish(in: db)
            }
        }
    }

    private func childTable(_ child: Child, of resource: Resource) throws -> LiveTable {
        guard let table = catalog.tables(of: resource).first(where: { $0.name == child.table }) else {
            throw StoreError.catalog("no table \(child.table)")
        }
        return table
    }

    /// Tells the triggers of the twins which run ends the rows, and why.
    func closing(by reason: String, _ body: () throws -> Void) throws {
        try db.execute(sql: "INSERT INTO main.mirror_publishing (run, closed_by) VALUES (?, ?)", arguments: [run, reason])
        try body()
        try db.execute(sql: "DELETE FROM main.mirror_publishing")
    }

    private func publishDigests() throws {
        try db.execute(
            sql: """
                INSERT INTO main.mirror_scopes (id, resource, scope, value_1, value_2, value_3)
                SELECT id, resource, scope, value_1, value_2, value_3 FROM staging.scopes WHERE true
                ON CONFLICT DO NOTHING;
                INSERT INTO main.record_digests (scope_id, key, digest)
                SELECT scope_id, key, digest FROM staging.listed WHERE digest IS NOT NULL
                ON CONFLICT (scope_id, key) DO UPDATE SET digest = excluded.digest;
                """)
    }
}
