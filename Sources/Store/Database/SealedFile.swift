import Foundation
import GRDB
import Values

/// Opening a mirror that lies where nothing can be written.
///
/// A file in WAL mode needs `-wal` and `-shm` beside it, and SQLite cannot make them there. It reads the file all the same if it is told
/// that nobody changes it (`immutable`); then it takes no locks and looks at no log. So that is said only of a file that nobody can
/// write, and only where no log holds a part of it.
extension MirrorFile {
    /// The one way for all commands that read. The path is taken from the root, never as a `file:` address with options of its own.
    public static func open(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
        do {
            return try DatabaseQueue(path: FilePath.absolute(path), configuration: configuration)
        } catch let error as DatabaseError where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) {
            return try DatabaseQueue(path: sealedAddress(of: path), configuration: configuration)
        }
    }

    /// The address by which SQLite reads a file that it could not open.
    ///
    /// - Throws: why it must not, or cannot.
    static func sealedAddress(of path: String) throws(StoreError) -> String {
        guard access(path, R_OK) == 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
        let file = FilePath.resolved(path)
        if let log = ["-wal", "-journal"].map({ file + $0 }).first(where: holdsSomething) {
            throw .logOutOfReach(path: path, name: (log as NSString).lastPathComponent)
        }
        let folder = (file as NSString).deletingLastPathComponent
        guard isSealed(file), isSealed(folder) else { throw .folderNotWritable(path: path) }
        return "file://\(PercentEncoding.file(file))?immutable=1"
    }

    private static func holdsSomething(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_size > 0
    }

    /// Whether nobody can write it: it is on a medium that is mounted to be read only, or may be written by nobody.
    private static func isSealed(_ path: String) -> Bool {
        var (system, status) = (statvfs(), stat())
        if statvfs(path, &system) == 0, system.f_flag & UInt(ST_RDONLY) != 0 { return true }
        return stat(path, &status) == 0 && status.st_mode & 0o222 == 0
    }
}
