import GRDB
import Values

/// Who the customers are, for answers that name them otherwise than by id.
public struct Customers: Sendable {
    public let ids: Set<Int64>
    public let externalIDs: [UTF8Text: Int64]
}

extension Staging {
    /// The customers that the mirror knows, and those that this run has found.
    public func customers() async throws(StoreError) -> Customers {
        try await access { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, external_id FROM main.managed_users UNION SELECT id, external_id FROM staging.managed_users ORDER BY id
                    """)
            let named = rows.compactMap { row in (row["external_id"] as String?).map { (UTF8Text($0), row["id"] as Int64) } }
            return Customers(ids: Set(rows.map { $0["id"] }), externalIDs: Dictionary(named) { _, later in later })
        }
    }
}
