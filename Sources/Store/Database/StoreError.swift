import Foundation
import GRDB

/// Everything that can be wrong with the database file, for those who write it and those who read it.
public enum StoreError: Error, Equatable, CustomStringConvertible {
    /// There is no such file.
    case missing(path: String)
    /// It is there, but cannot be read: it is a folder, or this user may not read it.
    case unreadable(path: String, reason: String)
    /// It is no SQLite database.
    case notADatabase(path: String)
    /// It is a database, but no mirror.
    case notOurs(path: String)
    case newerSchema(path: String)
    /// An older version of the program has written it, and no sync of this one has brought it up to date.
    case olderSchema(path: String)
    case otherAccount(path: String, has: String, asked: String)
    case syncRunning(path: String, pid: Int32?)
    /// It has no published run yet.
    case noRuns(path: String)
    case badMoment(String, reason: String)
    /// The file system refuses something.
    case file(path: String, reason: String)
    case database(path: String, code: Int32, message: String)
    /// A part of the file is missing or is not what SQLite has written.
    case damaged(path: String)
    /// Something that the user has made in the file has the name of something that the mirror needs.
    case nameTaken(path: String, message: String)
    /// The file has another name, a hard link, and the log beside that name holds runs that this name does not see.
    case otherLog(path: String, name: String)
    /// Nothing can be written beside the file, and its log holds a part of it.
    case logOutOfReach(path: String, name: String)
    /// Nothing can be written beside the file, but somebody else can change it.
    case folderNotWritable(path: String)
    case badKey(path: String)
    /// A copy whose values are hidden: what it says now must not be mixed with what the API says.
    case redacted(path: String)
    /// The copy in a snapshot, which nothing may be written into.
    case inSnapshot(path: String)
    /// Values are withheld, and the key of their hashes is not there.
    case noKey(path: String)
    /// A column of a live table has a CHECK that says nobody knows what: its type cannot be told.
    case unknownCheck(table: String, column: String, check: String)
    case catalog(String)
    /// The work was asked to stop. Nothing is wrong with the file.
    case cancelled

    public var description: String {
        switch self {
        case .missing(let path): "\(path): there is no such mirror"
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .notADatabase(let path): "\(path): this is not an SQLite database"
        case .notOurs(let path): "\(path): this database is not a mirror"
        case .newerSchema(let path): "\(path): written by a newer version of workato-mirror"
        case .olderSchema(let path): "\(path): written by an older version of workato-mirror"
        case .otherAccount(let path, let has, let asked): "\(path): mirrors \(has), not \(asked)"
        case .syncRunning(let path, let pid): "\(path): another sync is at work" + (pid.map { " (pid \($0))" } ?? "")
        case .noRuns(let path): "\(path): no run has been published yet"
        case .badMoment(let text, let reason): "--as-of \(text): \(reason)"
        case .file(let path, let reason): "\(path): \(reason)"
        case .database(let path, let code, let message): "\(path): SQLite says: \(message) (code \(code))"
        case .damaged(let path): "\(path): the file is damaged: a part of it is missing or spoiled"
        case .nameTaken(let path, let message): "\(path): the mirror needs a name that is taken: \(message)"
        case .otherLog(let path, let name): "\(path): \(name) is the same file, and \(name)-wal holds a part of it"
        case .logOutOfReach(let path, let name): "\(path): \(name) holds a part of it, and cannot be read where nothing may be written"
        case .folderNotWritable(let path): "\(path): its folder may not be written, as SQLite must to read what others can change"
        case .redacted(let path): "\(path): values in it are redacted, so that it cannot go on as a mirror"
        case .inSnapshot(let path): "\(path): it is the copy in a snapshot, which must stay as it is"
        case .badKey(let path): "\(path): not a key of 32 bytes"
        case .noKey(let path): "\(path): columns are withheld, and the key of their hashes is not there"
        case .unknownCheck(let table, let column, let check): "\(table).\(column): the program does not know what CHECK (\(check)) means"
        case .catalog(let reason): "catalog: \(reason)"
        case .cancelled: "the work was stopped"
        }
    }

    /// The status that the program ends with.
    public var exitCode: Int32 {
        switch self {
        case .badMoment: 64
        case .syncRunning, .noRuns, .olderSchema, .cancelled: 75
        default: 74
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .missing: "run `workato-mirror sync` first, or name the file with --db"
        case .unreadable: "check its name, and who may read it"
        case .notADatabase, .notOurs: "name another file with --db; this one was left as it is"
        case .newerSchema: "use the version of workato-mirror that wrote it, or a newer one"
        case .olderSchema: "run `workato-mirror sync` first: it brings the file up to date"
        case .otherAccount: "one file mirrors one partner account: give this account a file of its own with --db"
        case .syncRunning: "wait until it ends; the file can be read meanwhile"
        case .noRuns: "run `workato-mirror sync` first; if it was run, `workato-mirror status` says how it went"
        case .badMoment: "give a run's number, 'latest', a date such as 2024-05-31 or 'yesterday', or a time such as 2024-05-31T12:00:00Z"
        case .damaged:
            "restore a copy: put it in the place of the file, and take away the -wal and -shm files beside it; "
                + "without a copy, move the file away and run `workato-mirror sync` anew"
        case .otherLog(_, let name): "run `workato-mirror sync --db` with \(name) first, and use one name from then on"
        case .logOutOfReach:
            "copy the file and its log together to a folder of your own, and name that by --db; or let its owner make a copy that can be "
                + "read from anywhere: sqlite3 mirror.db \"VACUUM INTO 'copy.db'\""
        case .folderNotWritable:
            "let its owner make a copy, which can be read from anywhere: sqlite3 mirror.db \"VACUUM INTO 'copy.db'\""
        case .nameTaken: "rename or drop what you have made of that name, then run the same command again"
        case .database(_, let code, _): Self.hint(for: ResultCode(rawValue: code).primaryResultCode)
        case .file: "see that its folder is there and may be written, and that there is free space; or name another file with --db"
        case .redacted: "sync into the mirror that it was made of, or into a new file"
        case .inSnapshot: "make a mirror of it first: workato-mirror snapshot restore DIR --db FILE"
        case .badKey: "put the key of this mirror back, or delete the file: withheld values will then seem to have changed once"
        case .noKey: "put the key of this mirror back; if the columns have been withheld since its last run, sync first"
        case .unknownCheck: "use the version of workato-mirror that wrote the file; if it is this one, please report a defect"
        case .catalog: "this is a defect of the program: please report it"
        case .cancelled: "run the same command again"
        }
    }

    private static func hint(for code: ResultCode) -> String {
        switch code {
        case .SQLITE_CONSTRAINT:
            "if somebody has added triggers or indexes to the file's tables, drop them; the last published run is still in the file"
        case .SQLITE_BUSY: "another program holds the file: let it finish or close it, then run the same command again"
        default: "check the free space and the file's permissions; the last published run is still in the file"
        }
    }
}

/// Runs `body` and says of which file it failed. SQLite's message names no values of the data.
func reporting<Result>(_ path: String, _ body: () throws -> Result) throws(StoreError) -> Result {
    do {
        return try body()
    } catch {
        throw StoreError(error, path: path)
    }
}

extension StoreError {
    /// What an error from SQLite or the file system means for the file at `path`.
    public init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case _ where Self.isCancellation(error): self = .cancelled
        case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB: self = .notADatabase(path: path)
        case let error as DatabaseError where Self.isDamage(error): self = .damaged(path: path)
        case let error as DatabaseError where error.resultCode == .SQLITE_ERROR && error.message?.contains("lready ") == true:
            self = .nameTaken(path: path, message: error.message ?? "")
        case let error as DatabaseError:
            self = .database(path: path, code: error.extendedResultCode.rawValue, message: error.message ?? "unknown error")
        case let error as CocoaError: self = .file(path: path, reason: error.localizedDescription)
        case let error as any CustomStringConvertible: self = .file(path: path, reason: error.description)
        default: self = .file(path: path, reason: "it cannot be used")
        }
    }

    /// Whether SQLite says that the file is not as it was written.
    public static func isDamage(_ error: any Error) -> Bool {
        switch error {
        case StoreError.damaged: true
        case let error as DatabaseError: error.resultCode == .SQLITE_CORRUPT || error.extendedResultCode == .SQLITE_IOERR_SHORT_READ
        default: false
        }
    }

    /// Whether the work was stopped from outside. Whoever stops a task that waits for SQLite has SQLite interrupted.
    static func isCancellation(_ error: any Error) -> Bool {
        switch error {
        case is CancellationError, StoreError.cancelled: true
        case let error as DatabaseError: [.SQLITE_INTERRUPT, .SQLITE_ABORT].contains(error.resultCode)
        default: false
        }
    }
}
