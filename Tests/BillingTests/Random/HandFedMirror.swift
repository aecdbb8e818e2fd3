import Foundation
import GRDB
import Store

/// A run as a test makes it up.
struct MadeUpRun {
    let id: Int64
    let from: Date
    let to: Date
    /// As in `sync_runs`. A run that failed publishes nothing.
    let state: String
    /// How the listing of the usage ended, as in `sync_scopes`.
    let usageState: String
    /// All customers after the run.
    let live: [Int64: CustomerFacts]
    /// The figures that the run was shown.
    var shown: [BillingModel.Slot: Int64] = [:]
    /// Figures of which something else has changed.
    var touched: [BillingModel.Slot] = []
}

/// A mirror whose runs are written by SQL, in the way in which a sync publishes them: so the triggers keep its history.
struct HandFedMirror {
    let folder: URL
    var path: String { folder.appending(path: "mirror.db").path }
    private let queue: DatabaseQueue

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "billing-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "mirror.db").path
        try FileManager.default.copyItem(atPath: Self.empty.get(), toPath: path)
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// The path of a mirror without a run. Copying it is quicker than making one for each seed.
    private static let empty = Result {
        atexit { try? FileManager.default.removeItem(at: HandFedMirror.emptyFolder) }
        try FileManager.default.createDirectory(at: emptyFolder, withIntermediateDirectories: true)
        let path = emptyFolder.appending(path: "mirror.db").path
        try MirrorDatabase.open(path, account: "http://partner.example/api").checkpoint()
        return path
    }
    private static let emptyFolder = FileManager.default.temporaryDirectory.appending(path: "billing-tests-\(UUID().uuidString)")

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value { try queue.read(body) }

    func publish(_ run: MadeUpRun) throws {
        try queue.write { db in
            try writeRun(run, in: db)
            guard run.state != "failed" else { return }
            try writeCustomers(run, in: db)
            try writeUsage(run, in: db)
        }
    }

    private func writeRun(_ run: MadeUpRun, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO sync_runs (
                    id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes, tool_version, base_url
                )
                VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 'dev', 'http://partner.example/api')
                """, arguments: [run.id, run.from.stamp, run.to.stamp, run.state])
        guard run.state != "failed" else { return }
        try db.execute(
            sql: """
                INSERT INTO sync_scopes (run, resource, scope, requests, pages, records, changes, state)
                VALUES (?, 'task_usage', '', 1, 1, 0, 0, ?)
                """, arguments: [run.id, run.usageState])
    }

    private func writeCustomers(_ run: MadeUpRun, in db: Database) throws {
        let sql = """
            INSERT INTO managed_users (id, name, external_id, plan_id, _valid_from) VALUES (:id, :name, :external_id, :plan_id, :run)
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name, external_id = excluded.external_id, plan_id = excluded.plan_id, _valid_from = excluded._valid_from
            WHERE (name, external_id, plan_id) IS NOT (excluded.name, excluded.external_id, excluded.plan_id)
            """
        for (id, facts) in run.live.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                sql: sql,
                arguments: ["id": id, "name": facts.name, "external_id": facts.externalID, "plan_id": facts.plan, "run": run.id])
        }
        try db.execute(sql: "INSERT INTO mirror_publishing (run, closed_by) VALUES (?, 'delete')", arguments: [run.id])
        for id in try Int64.fetchAll(db, sql: "SELECT id FROM managed_users ORDER BY id") where run.live[id] == nil {
            try db.execute(sql: "DELETE FROM managed_users WHERE id = ?", arguments: [id])
        }
        try db.execute(sql: "DELETE FROM mirror_publishing")
    }

    private func writeUsage(_ run: MadeUpRun, in db: Database) throws {
        let sql = """
            INSERT INTO task_usage (managed_user_id, month, task_count, _valid_from) VALUES (?, ?, ?, ?)
            ON CONFLICT (managed_user_id, month) DO UPDATE SET task_count = excluded.task_count, _valid_from = excluded._valid_from
            WHERE task_count <> excluded.task_count
            """
        for (slot, tasks) in run.shown.sorted(by: { ($0.key.month, $0.key.customer) < ($1.key.month, $1.key.customer) }) {
            try db.execute(sql: sql, arguments: [slot.customer, slot.month, tasks, run.id])
        }
        for slot in run.touched {
            try db.execute(
                sql: "UPDATE task_usage SET _extra = json_object('n', ?), _valid_from = ? WHERE managed_user_id = ? AND month = ?",
                arguments: [run.id, run.id, slot.customer, slot.month])
        }
    }
}
