import Foundation
import GRDB
import Store

extension SafeReader {
    /// Opens, prepares and guards a connection for one use.
    func withGuardedConnection<Result>(
        for statement: String, _ body: (OpaquePointer?, QueryGuard, QueryWatch, Prepared?) throws(ReportsError) -> Result
    ) throws(ReportsError) -> Result {
        let queue: DatabaseQueue
        do { queue = try MirrorFile.openForReading(path) } catch { throw .mirror(error) }
        let watch = QueryWatch(limits)
        do {
            return try queue.unsafeRead { db in
                // What is put in front and what the statement reads are of one moment: a sync may publish in between.
                try db.execute(sql: "BEGIN DEFERRED")
                defer { try? db.execute(sql: "ROLLBACK") }
                let prepared = try prepare(db, statement)
                let guarded = QueryGuard(past: prepared?.reading)
                guarded.install(on: db.sqliteConnection)
                watch.install(on: db.sqliteConnection)
                limits.install(on: db.sqliteConnection)
                defer {
                    watch.remove(from: db.sqliteConnection)
                    guarded.remove(from: db.sqliteConnection)
                }
                return try body(db.sqliteConnection, guarded, watch, prepared)
            }
        } catch let error as ReportsError {
            throw error
        } catch {
            throw .mirror(StoreError(error, path: path))
        }
    }
}
