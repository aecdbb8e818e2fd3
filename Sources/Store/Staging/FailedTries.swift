import Catalog
import GRDB

/// The tries to read a listing that have failed since it was last read to its end.
public struct FailedTries: Sendable {
    public let count: Int
    /// When the run of the last of them began; a time in the mirror's form.
    public let last: String
    public let error: String
}

extension Staging {
    /// - Returns: nil if the last try went well, or there was none.
    public func failedTries(of scope: Scope) async throws(StoreError) -> FailedTries? {
        try await access { db in
            let row = try Row.fetchOne(
                db.cachedStatement(sql: StoreSQL.failedTries).binding(["resource": scope.resource, "scope": scope.name]))
            guard let row, let last: String = row["last"] else { return nil }
            return FailedTries(count: row["tries"], last: last, error: row["error"] ?? "no reason given")
        }
    }
}
