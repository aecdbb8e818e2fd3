import GRDB

/// Requests of an endpoint group that a sync has sent shortly before it ended: the server may still count them.
public struct SpentRequests: Sendable, Equatable {
    /// The endpoint group's name.
    public let group: String
    /// When the last of them was answered; a time in the mirror's form.
    public let answeredAt: String
    public let requests: Int

    public init(group: String, answeredAt: String, requests: Int) {
        self.group = group
        self.answeredAt = answeredAt
        self.requests = requests
    }
}

extension Mirror {
    /// What the last sync has spent shortly before its end.
    public func spentRequests() throws(StoreError) -> [SpentRequests] {
        try reporting(path) {
            try queue.read { db in
                try Row.fetchAll(db, sql: "SELECT endpoint_group, answered_at, requests FROM spent_requests ORDER BY answered_at").map {
                    SpentRequests(group: $0["endpoint_group"], answeredAt: $0["answered_at"], requests: $0["requests"])
                }
            }
        }
    }

    /// Keeps what this sync has spent instead of what an earlier one has.
    public func keep(_ spent: [SpentRequests]) throws(StoreError) {
        try reporting(path) {
            try queue.write { db in
                try db.execute(sql: "DELETE FROM spent_requests")
                for part in spent {
                    try db.execute(
                        sql: """
                            INSERT INTO spent_requests (endpoint_group, answered_at, requests) VALUES (?, ?, ?)
                            ON CONFLICT DO UPDATE SET requests = requests + excluded.requests
                            """,
                        arguments: [part.group, part.answeredAt, part.requests])
                }
            }
        }
    }
}
