import Foundation
import GRDB
import Values

extension MirrorDatabase {
    /// The requests that the last sync has spent shortly before its end.
    public func spentRequests() throws(StoreError) -> [SpentRequests] {
        try reporting(path) {
            try queue.read { db in
                try Row.fetchAll(db, sql: "SELECT endpoint_group, answered_at, requests FROM spent_requests ORDER BY answered_at").map {
                    guard let answeredAt = Date(stamp: $0["answered_at"]) else {
                        throw StoreError.catalog("spent_requests has a time in another form")
                    }
                    return SpentRequests(
                        group: $0["endpoint_group"], answeredAt: Int64((answeredAt.timeIntervalSince1970 * 1_000).rounded()),
                        requests: $0["requests"])
                }
            }
        }
    }

    /// Keeps what this sync has spent, in the place of what an earlier one had spent.
    public func keep(_ spent: [SpentRequests]) throws(StoreError) {
        try reporting(path) {
            try queue.write { db in
                try db.execute(sql: "DELETE FROM spent_requests")
                for part in spent {
                    try db.execute(
                        sql: StoreSQL.keepSpent,
                        arguments: [part.group, Date(timeIntervalSince1970: Double(part.answeredAt) / 1_000).stamp, part.requests])
                }
            }
        }
    }
}
