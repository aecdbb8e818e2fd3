import Foundation

/// The right to sync into a file, held as long as this value lives: one sync at a time, whatever names they open the file by.
///
/// The kernel drops the locks when the process ends, however it ends. The pid in the lock file is for the message only.
public struct SyncLock: ~Copyable, Sendable {
    private let file: FileLock.FileID
    /// The open lock file. It has the pid, and it is the only lock that older versions of the program know.
    private let descriptor: Int32

    public init(for database: String) throws(StoreError) {
        guard let file = try FileLock.take(database) else {
            throw .syncRunning(path: database, pid: Self.holder(of: Self.path(for: database)))
        }
        do {
            descriptor = try Self.lockFile(for: database)
        } catch {
            FileLock.release(file)
            throw error
        }
        self.file = file
    }

    deinit {
        close(descriptor)
        FileLock.release(file)
    }

    private static func path(for database: String) -> String { FilePath.resolved(database) + ".lock" }

    private static func lockFile(for database: String) throws(StoreError) -> Int32 {
        let path = path(for: database)
        let descriptor = try openPrivateFile(path)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .syncRunning(path: database, pid: pid(in: path))
        }
        ftruncate(descriptor, 0)
        let pid = Array("\(getpid())\n".utf8)
        _ = pwrite(descriptor, pid, pid.count, 0)
        return descriptor
    }

    /// The pid in a lock file that is held; nil if it is not, because the other sync knows the database by another name.
    private static func holder(of path: String) -> Int32? {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? nil : pid(in: path)
    }

    private static func pid(in path: String) -> Int32? {
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        return text.flatMap { Int32($0.trimmingCharacters(in: .newlines)) }
    }
}
