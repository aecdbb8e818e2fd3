import Catalog
import GRDB
import Values

/// The tries to read a listing that have failed since it was last read to its end.
public struct FailedTries: Sendable {
    public let count: Int
    /// When the run of the last of them began; a time in the mirror's form.
    public let last: String
    public let error: String
}

/// The customers' ids, for answers that name customers in another way.
public struct Customers: Sendable {
    public let ids: Set<Int64>
    public let externalIDs: [UTF8Text: Int64]
}

/// What a listing asks of the mirror and of what is staged before it goes on: nothing here changes a row.
extension Staging {
    /// The listing as it is in the mirror, if it was read to its end since a time: then it need not be read again.
    ///
    /// A listing with a later time than this run's start was read while a clock was wrong. It does not count.
    ///
    /// - Parameter since: a time in the mirror's form.
    public func listed(_ scope: Scope, since: String) async throws(StoreError) -> StagedScope? {
        try await access { db in
            let statement = try db.cachedStatement(
                sql: StoreSQL.listedSince)
            return try Int64.fetchOne(statement.binding([scope.resource, scope.name, since, startedAt]))
                .map { StagedScope(scope: scope, id: $0, isDone: true) }
        }
    }

    /// How often reading a listing has failed lately.
    ///
    /// - Returns: nil if the last try succeeded, or there was none.
    public func failedTries(of scope: Scope) async throws(StoreError) -> FailedTries? {
        try await access { db in
            let row = try Row.fetchOne(
                db.cachedStatement(sql: StoreSQL.failedTries).binding(["resource": scope.resource, "scope": scope.name]))
            guard let row, let last: String = row["last"] else { return nil }
            return FailedTries(count: row["tries"], last: last, error: row["error"] ?? "no reason given")
        }
    }

    /// How many keys of the scope the mirror has that the listing has not shown so far.
    public func missing(in scope: StagedScope) async throws(StoreError) -> Int {
        try await access { db in
            try Int.fetchOne(db.cachedStatement(sql: StoreSQL.missing), arguments: ["scope_id": scope.id]) ?? 0
        }
    }

    /// These keys, in their order.
    public func missingKeys(in scope: StagedScope) async throws(StoreError) -> [KeyValue] {
        try await access { db in
            try KeyValue.fetchAll(db.cachedStatement(sql: StoreSQL.missingKeys), arguments: ["scope_id": scope.id])
        }
    }

    /// The customers that the mirror knows, and those that this run has found.
    public func customers() async throws(StoreError) -> Customers {
        try await access { db in
            var ids: Set<Int64> = []
            var externalIDs: [UTF8Text: Int64] = [:]
            let statement = try db.makeStatement(sql: StoreSQL.customers)
            try statement.forEachRow { row in
                guard let id = StoredValue(row, 0).integer else { return }
                ids.insert(id)
                if let external = StoredValue(row, 1).text { externalIDs[UTF8Text(external)] = id }
            }
            return Customers(ids: ids, externalIDs: externalIDs)
        }
    }

    /// Whether other tables name a record of the scope that the mirror does not know.
    public func isMentionedUnknown(in scope: Scope) async throws(StoreError) -> Bool {
        try await access { db in
            guard let resource = mirror.catalog[scope.resource], let references = resource.inboundReferences else { return false }
            let columns = mirror.catalog.scopeColumns(of: resource)
            let same = columns.map { "\(quoted($0)) = ?" }.joined(separator: " AND ")
            let known = references.known.map { "SELECT \(quoted($0)) AS v FROM main.\(quoted(resource.name)) WHERE \(same)" }
            for source in references.sources {
                try db.execute(
                    sql:
                        "CREATE INDEX IF NOT EXISTS staging.\(quoted("\(source.table)_by_scope")) ON \(quoted(source.table)) (\(list(columns)))"
                )
                let named = ["main", "staging"].map {
                    "SELECT \(quoted(source.column)) AS v FROM \($0).\(quoted(source.table)) WHERE \(same)"
                }
                let unknown = "\(named.joined(separator: " UNION ")) EXCEPT \(known.joined(separator: " EXCEPT "))"
                let values = Array(repeating: scope.values, count: named.count + known.count).flatMap { $0 }
                let found = try Int64?.fetchAll(db.makeStatement(sql: unknown).binding(values))
                if found.contains(where: { $0 != nil }) { return true }
            }
            return false
        }
    }
}
