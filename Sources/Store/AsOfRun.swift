import Catalog
import Foundation
import GRDB

/// A past moment of the mirror: a run that was published, and everything as it was then.
public struct AsOfRun: Sendable {
    public let run: Int64
    /// When that run was published.
    public let at: Date

    /// Finds the run that a text names: its number, the last one at a time, or the last one of a day (UTC).
    ///
    /// - Throws: `.badMoment` if the text is none of these, or lies before the first run.
    public init(_ text: String, in path: String) throws(StoreError) {
        let found = try reporting(path) {
            try Mirror.openReadOnly(path).read { db in try Self.find(text, in: db) }
        }
        guard let found, let at = Date(stamp: found.finishedAt)
        else { throw .badMoment(text, reason: "there was no published run yet") }
        run = found.id
        self.at = at
    }

    private static func find(_ text: String, in db: Database) throws -> (id: Int64, finishedAt: String)? {
        let published = "FROM sync_runs WHERE state <> 'failed'"
        let row: Row?
        if let id = Int64(text) {
            row = try Row.fetchOne(db, sql: "SELECT id, finished_at \(published) AND id = ?", arguments: [id])
            guard row != nil else { throw StoreError.badMoment(text, reason: "there is no such published run") }
        } else {
            guard let end = Timestamp.normalized(text) ?? Timestamp.normalized("\(text)T23:59:59.999Z") else {
                throw StoreError.badMoment(text, reason: "neither a run, nor a date, nor a time with its offset")
            }
            row = try Row.fetchOne(
                db, sql: "SELECT id, finished_at \(published) AND finished_at <= ? ORDER BY id DESC LIMIT 1", arguments: [end])
        }
        return row.map { ($0["id"], $0["finished_at"]) }
    }

    /// Puts TEMP VIEWs with the tables' names in front of them: the temp schema is resolved first, so that a report that
    /// knows nothing of time reads the past.
    public func prepare(_ db: Database) throws {
        let names = try String.fetchAll(db, sql: "SELECT name FROM main.sqlite_schema WHERE type = 'table'")
        for name in names where names.contains("\(name)_history") {
            try view(name, live(name, twin: "\(name)_history", in: db), in: db)
            try view("\(name)_history", "SELECT * FROM main.\(quoted("\(name)_history")) WHERE _valid_to <= \(run)", in: db)
        }
        try view("sync_runs", "SELECT * FROM main.sync_runs WHERE id <= \(run)", in: db)
        for name in ["sync_scopes", "usage_observations", "drift_observations", "unknown_fields"] {
            try view(name, "SELECT * FROM main.\(name) WHERE run <= \(run)", in: db)
        }
        // It speaks of all times by itself: what it says of later runs is left out.
        try view("changes", "SELECT * FROM main.changes WHERE run_id <= \(run)", in: db)
        try recreateViews(in: db)
    }

    private func live(_ name: String, twin: String, in db: Database) throws -> String {
        let columns = try list(String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?, 'main')", arguments: [name]))
        return """
            SELECT \(columns) FROM main.\(quoted(name)) WHERE _valid_from <= \(run)
            UNION ALL
            SELECT \(columns) FROM main.\(quoted(twin)) WHERE _valid_from <= \(run) AND _valid_to > \(run)
            """
    }

    /// Views in the main schema see its tables, not the views in front of them; so they are made again before them.
    private func recreateViews(in db: Database) throws {
        let views = try Row.fetchAll(db, sql: "SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' AND name <> 'changes'")
        for row in views {
            let sql: String = row["sql"]
            try db.execute(sql: "CREATE TEMP VIEW" + sql.dropFirst("CREATE VIEW".count))
        }
    }

    private func view(_ name: String, _ select: String, in db: Database) throws {
        try db.execute(sql: "CREATE TEMP VIEW \(quoted(name)) AS \(select)")
    }
}

extension Mirror {
    /// The file as it is, to be read only: for what is worked out from a mirror without being a sync.
    public static func reading(_ path: String, catalog: Catalog = .standard) throws(StoreError) -> Mirror {
        try reporting(path) { Mirror(path: path, catalog: catalog, queue: try openReadOnly(path)) }
    }

    /// Opens the file for reading only. Nothing is made if it is missing.
    static func openReadOnly(_ path: String) throws -> DatabaseQueue {
        guard FileManager.default.fileExists(atPath: path) else { throw StoreError.missing(path: path) }
        var configuration = Configuration()
        configuration.readonly = true
        // A sync that is being recovered or checkpointed holds a reader up for a moment.
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let id = try queue.read { try Int32.fetchOne($0, sql: "PRAGMA application_id") }
        guard id == applicationID else { throw StoreError.notOurs(path: path) }
        return queue
    }

    /// How many records the mirror holds now.
    public func knownRecords() throws(StoreError) -> Int {
        try reporting(path) { try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM record_digests") ?? 0 } }
    }
}
