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
            var ids: Set<Int64> = []
            var externalIDs: [UTF8Text: Int64] = [:]
            let statement = try db.makeStatement(
                sql: """
                    SELECT id, external_id FROM main.managed_users UNION SELECT id, external_id FROM staging.managed_users ORDER BY id
                    """)
            try statement.forEachRow { row in
                guard let id = StoredValue(row, 0).integer else { return }
                ids.insert(id)
                if let external = StoredValue(row, 1).text { externalIDs[UTF8Text(external)] = id }
            }
            return Customers(ids: ids, externalIDs: externalIDs)
        }
    }
}
