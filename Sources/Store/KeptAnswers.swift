import Catalog
import Crypto
import Foundation
import GRDB

extension Staging {
    /// Keeps an answer that could not be interpreted.
    public func keepDrift(_ body: [UInt8], of scope: Scope, reason: String, fetchedAt: String) async throws(StoreError) {
        try await access { db in
            try db.cachedStatement(
                sql: """
                    INSERT INTO staging.drift_observations (resource, scope, reason, fetched_at, sha256, body) VALUES (?, ?, ?, ?, ?, ?)
                    """
            ).binding([scope.resource, scope.name, reason, fetchedAt, SHA256.hash(data: body).hex, Data(body)]).execute()
        }
    }

    /// Keeps an answer of the usage endpoint as it came.
    public func keepUsage(_ body: [UInt8], fetchedAt: String) async throws(StoreError) {
        try await access { db in
            try db.cachedStatement(sql: "INSERT INTO staging.usage_observations (fetched_at, sha256, body) VALUES (?, ?, ?)")
                .binding([fetchedAt, SHA256.hash(data: body).hex, String(decoding: body, as: UTF8.self)]).execute()
        }
    }
}
