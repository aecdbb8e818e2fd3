import Foundation
import GRDB
import Values

/// The one way into a mirror's file for everything that only reads it: reports, status, history and as-of questions.
///
/// Whatever can be wrong with the file is thrown as a `StoreError`. Opening makes no file, and a reader holds up no sync.
public enum MirrorFile {
    /// Opens a mirror for reading only.
    ///
    /// The path is taken from the root, never as a `file:` address with options of its own.
    ///
    /// - Parameter isAtRest: whether it is a copy that nobody writes, such as one in a snapshot. Then reading it makes nothing beside it,
    ///   wherever it lies.
    public static func openForReading(_ path: String, isAtRest: Bool = false) throws(StoreError) -> DatabaseQueue {
        guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
        if let obstacle = obstacle(path) { throw .unreadable(path: path, reason: obstacle) }
        return try reporting(path) {
            let queue = try open(path, isAtRest: isAtRest)
            guard try queue.read(isMirror) else { throw StoreError.notOurs(path: path) }
            return queue
        }
    }

    /// - Throws: `.noRuns` while nothing has been published in the file.
    public static func requirePublishedRun(in db: Database, of path: String) throws {
        guard try Run.lastPublished(in: db) > 0 else { throw StoreError.noRuns(path: path) }
    }

    /// What keeps the file from being read; SQLite calls all of it "unable to open". The file is not opened to find out: closing it would
    /// drop the locks of another connection of this process.
    private static func obstacle(_ path: String) -> String? {
        FilePath.obstacle(path) ?? (access(path, R_OK) == 0 ? nil : String(cString: strerror(errno)))
    }

    private static func open(_ path: String, isAtRest: Bool) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        // A sync that recovers the file or empties its log holds a reader up for a moment.
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { RowFunctions.register(in: $0) }
        if isAtRest { return try DatabaseQueue(path: restingAddress(of: path), configuration: configuration) }
        do {
            return try DatabaseQueue(path: FilePath.absolute(path), configuration: configuration)
        } catch let error as DatabaseError where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) {
            return try DatabaseQueue(path: sealedAddress(of: path), configuration: configuration)
        }
    }

    /// A file whose making was cut short has our id, and nothing in it that could be read.
    private static func isMirror(_ db: Database) throws -> Bool {
        switch try FileIdentity(db) {
        case .ours, .restored: try db.tableExists("mirror_meta")
        case .empty, .foreign: false
        }
    }
}

/// Opening a mirror that lies where nothing can be written.
///
/// A file in WAL mode needs `-wal` and `-shm` beside it, and SQLite cannot make them there. It reads the file all the same if it is told
/// that nobody changes it (`immutable`); then it takes no locks and looks at no log. So that is said only in a folder that nobody can
/// write, and only where no log holds a part of the file.
extension MirrorFile {
    /// The address by which SQLite reads a file that it could not open.
    ///
    /// - Throws: why it must not, or cannot.
    static func sealedAddress(of path: String) throws(StoreError) -> String {
        let address = try restingAddress(of: path)
        let file = FilePath.resolved(path)
        let folder = (file as NSString).deletingLastPathComponent
        // Whoever may write the file needs a log beside it to do so: one that is there, or one that the folder lets him make.
        let hasLog = ["-wal", "-journal"].contains { access(file + $0, F_OK) == 0 }
        guard isSealed(folder), isSealed(file) || !hasLog else { throw .folderNotWritable(path: path) }
        return address
    }

    /// The address by which SQLite reads a file that nobody writes, and makes nothing beside it.
    ///
    /// - Throws: why it cannot be read so.
    private static func restingAddress(of path: String) throws(StoreError) -> String {
        if let obstacle = obstacle(path) { throw .unreadable(path: path, reason: obstacle) }
        let file = FilePath.resolved(path)
        if let log = ["-wal", "-journal"].map({ file + $0 }).first(where: holdsSomething) {
            throw .logOutOfReach(path: path, name: (log as NSString).lastPathComponent)
        }
        return "file://\(PercentEncoding.file(file))?immutable=1"
    }

    private static func holdsSomething(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_size > 0
    }

    /// Whether nobody can write it: it is on a medium that is mounted to be read only, or its mode lets nobody write it.
    private static func isSealed(_ path: String) -> Bool {
        var (system, status) = (statvfs(), stat())
        if statvfs(path, &system) == 0, system.f_flag & UInt(ST_RDONLY) != 0 { return true }
        return stat(path, &status) == 0 && status.st_mode & 0o222 == 0
    }
}

/// Whose a database is: one rule for all commands.
enum FileIdentity: Equatable {
    /// It holds nothing yet: a sync may make a mirror of it.
    case empty
    case ours
    /// A mirror that came back from a dump, which keeps no application id: the next sync sets it again.
    case restored
    case foreign

    init(_ db: Database) throws {
        let id = try Int32.fetchOne(db, sql: "PRAGMA application_id")
        guard id == 0 else {
            self = id == MirrorDatabase.applicationID ? .ours : .foreign
            return
        }
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM main.sqlite_schema") == 0
        self = isEmpty ? .empty : try Self.hasOurTables(db) ? .restored : .foreign
    }

    private static func hasOurTables(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: StoreSQL.ourTables) == 5
    }
}
