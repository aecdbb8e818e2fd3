import Catalog
import GRDB

extension Staging {
    /// How many keys the mirror has in the scope and the listing so far has not.
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

    /// Leaves a record as the mirror has it: it is there, although the listing has not shown it.
    public func keep(_ key: KeyValue, in scope: StagedScope) async throws(StoreError) {
        try await access { db in
            try db.cachedStatement(sql: "INSERT INTO staging.listed (scope_id, key, digest) VALUES (?, ?, NULL) ON CONFLICT DO NOTHING")
                .binding([scope.id, key]).execute()
        }
    }
}
