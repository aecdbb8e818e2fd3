import GRDB
import Values

/// A run as the mirror has recorded it.
public struct RunRecord: Sendable {
    public let id: Int64
    public let state: RunState
    /// Times in the mirror's form.
    public let startedAt: String
    public let finishedAt: String
    /// What it asked, retries included.
    public let requests: Int
    public let records: Int
    public let inserts: Int
    public let updates: Int
    public let deletes: Int
    /// Why it failed, if it did.
    public let error: String?

    /// The first run by a condition or an order.
    static func fetch(_ db: Database, _ choice: String) throws -> RunRecord? {
        let columns = "id, state, started_at, finished_at, requests, records, inserts, updates, deletes, error"
        guard let row = try Row.fetchOne(db, sql: "SELECT \(columns) FROM sync_runs \(choice) LIMIT 1") else { return nil }
        let word: String = row["state"]
        guard let state = RunState(rawValue: word) else {
            throw StoreError.catalog("run \(row["id"] as Int64) has the state '\(word)', which is none that a run can end in")
        }
        return RunRecord(
            id: row["id"], state: state, startedAt: row["started_at"],
            finishedAt: row["finished_at"], requests: row["requests"], records: row["records"], inserts: row["inserts"],
            updates: row["updates"], deletes: row["deletes"], error: row["error"])
    }
}
