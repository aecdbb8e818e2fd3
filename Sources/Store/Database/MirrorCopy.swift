import Foundation
import GRDB
import GRDBSQLite
import Values

/// A copy of a mirror that is one file and one published state, whatever is written meanwhile.
public enum MirrorCopy {
    /// Copies a mirror, page by page, to a file that is not there yet, for its owner alone.
    ///
    /// It is SQLite's backup in one step: one state of the mirror, with what the log beside it holds. The copy is not in WAL mode: a file in
    /// that mode cannot be read where nothing can be written.
    ///
    /// It is no `VACUUM INTO`: on a connection that only reads, that numbers rows anew, and the rowid of an old version says where it is
    /// looked for.
    public static func make(of path: String, at target: String) throws(StoreError) {
        try reporting(path) {
            try createNew(target)
            let copy = try DatabaseQueue(path: target)
            try MirrorFile.openForReading(path).backup(to: copy)
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
        }
    }

    /// Copies a file that nobody else uses, without what was in its free pages. Rows keep their rowids.
    public static func compact(_ path: String, into target: String) throws(StoreError) {
        try reporting(path) {
            try createNew(target)
            // On a connection of its own, and one that may write: others number rows anew.
            var connection: OpaquePointer?
            defer { sqlite3_close_v2(connection) }
            var code = sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, nil)
            if code == SQLITE_OK { code = sqlite3_exec(connection, "VACUUM main INTO \(target.sqlLiteral)", nil, nil, nil) }
            guard code == SQLITE_OK else {
                throw DatabaseError(resultCode: ResultCode(rawValue: code), message: connection.map { String(cString: sqlite3_errmsg($0)) })
            }
        }
    }

    /// SQLite would make one that others can read.
    private static func createNew(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError.file(path: path, reason: String(cString: strerror(errno))) }
        close(descriptor)
    }
}
