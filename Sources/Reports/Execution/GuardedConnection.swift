import Foundation
import GRDB
import Store

extension SafeReader {
    /// Opens, prepares and guards a connection for one use.
    func withGuardedConnection<Result>(
        for statement: String, _ body: (OpaquePointer?, QueryGuard, QueryWatch, _ moment: Date?) throws(ReportsError) -> Result
    ) throws(ReportsError) -> Result {
        let queue = try open()
        let watch = QueryWatch(limits)
        do {
            return try queue.unsafeRead { db in
                // What is put in front and what the statement reads are of one moment: a sync may publish in between.
                try db.execute(sql: "BEGIN DEFERRED")
                defer { try? db.execute(sql: "ROLLBACK") }
                try requireMirror(db)
                let prepared: Prepared?
                do { prepared = try prepare(db, statement) } catch { throw ReportsError.preparing(error) }
                let guarded = QueryGuard(past: prepared?.reading)
                guarded.install(on: db.sqliteConnection)
                watch.install(on: db.sqliteConnection)
                limits.install(on: db.sqliteConnection)
                defer {
                    watch.remove(from: db.sqliteConnection)
                    guarded.remove(from: db.sqliteConnection)
                }
                return try body(db.sqliteConnection, guarded, watch, prepared?.moment)
            }
        } catch let error as ReportsError {
            throw error
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ error: any Error) -> ReportsError {
        StoreError.isDamage(error) ? .damaged(path: path) : .database(path: path, message: Self.message(of: error))
    }

    /// Opening never creates a file.
    private func open() throws(ReportsError) -> DatabaseQueue {
        guard FileManager.default.fileExists(atPath: path) else { throw .missingMirror(path: path) }
        if let reason = Self.obstacle(path) { throw .unreadable(path: path, reason: reason) }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            return try MirrorFile.open(path, configuration)
        } catch let error as StoreError {
            throw .preparing(error)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw .notADatabase(path: path)
        } catch {
            throw failure(error)
        }
    }

    /// What keeps the file from being read; SQLite calls all of it "unable to open". It is not opened to find out: closing it
    /// would drop the locks of another connection of this process.
    private static func obstacle(_ path: String) -> String? {
        if let obstacle = FilePath.obstacle(path) { return obstacle }
        return access(path, R_OK) == 0 ? nil : String(cString: strerror(errno))
    }

    private func requireMirror(_ db: Database) throws {
        guard try MirrorFile.isMirror(db) else { throw ReportsError.notAMirror(path: path) }
    }

    private static func message(of error: any Error) -> String {
        (error as? DatabaseError)?.message ?? "it cannot be opened"
    }
}
