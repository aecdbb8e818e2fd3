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
            // The next run would take up the side file, and fail for the same reason: so it is removed.
            if error.liesInTheData { try? close(keep: false) }
            throw StoreError(error, path: mirror.path)
        }
        try close(keep: false)
        try mirror.checkpoint()
        return published
    }
}

extension Error {
    /// Whether another try with the same rows would fail again: the reason is not the disk, another program, or a trigger that somebody has
    /// made.
    fileprivate var liesInTheData: Bool {
        guard let error = self as? DatabaseError, error.extendedResultCode != .SQLITE_CONSTRAINT_TRIGGER else { return false }
        return [.SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_RANGE]
            .contains(error.resultCode)
    }
}

/// Moves one run from the side file into the live tables, in one transaction.
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
        try db.execute(sql: StoreSQL.publishDigests)
        let omittedViews = try LookupViews(db: db).recreate()
        var published = try RunLog(publication: self).write(report, refusals: refusals, requests: requests)
        published.omittedViews = omittedViews
        if rechecks {
            published.repairs = try recheck.finish(intruders + strays, refused: Set(refusals.map(\.resource)), at: report.finishedAt)
        }
        published.chainHead = try Chain(db).link(run: run)
        return published
    }

    /// A row that is the same after all is left as it is, by the WHERE: only the text of its JSON differed.
    private func publishRows() throws {
        for resource in catalog.resources {
            guard let mapping = mappings[resource.name] else { continue }
            try upsert(into: mapping.record.shape)
            try UnknownFields(resource: resource, shape: mapping.record.shape).note(run: run, in: db)
            if let measures = mapping.measures { try upsert(into: measures.shape) }
            if let versions = mapping.versions { try db.execute(sql: versions.publish, arguments: ["run": run]) }
        }
    }

    private func upsert(into table: TableSchema) throws { try db.execute(sql: Self.upsert(into: table), arguments: ["run": run]) }

    /// Inserts the staged rows that are new, and updates those that differ.
    static func upsert(into table: TableSchema) -> String {
        let columns = table.columns.map(\.name) + ["_extra"]
        let compared = table.nonKey + ["_extra"]
        let updates = (compared + ["_valid_from"]).map { "\(quoted($0)) = excluded.\(quoted($0))" }.joined(separator: ", ")
        return """
            INSERT INTO main.\(quoted(table.name)) (\(list(columns)), _valid_from)
            SELECT \(list(columns)), :run FROM staging.\(quoted(table.name)) WHERE true ORDER BY rowid
            ON CONFLICT (\(list(table.key))) DO UPDATE SET \(updates)
            WHERE (\(list(compared))) IS NOT (\(list(compared, prefix: "excluded.")))
            """
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

    /// Tells the triggers which run ends the rows, and why.
    func closing(by reason: String, _ body: () throws -> Void) throws {
        try db.execute(sql: "INSERT INTO main.mirror_publishing (run, closed_by) VALUES (?, ?)", arguments: [run, reason])
        try body()
        try db.execute(sql: "DELETE FROM main.mirror_publishing")
    }
}
