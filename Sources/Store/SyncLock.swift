import Foundation

/// Holds the right to sync into a file, as long as it lives: one sync at a time.
///
/// The kernel drops the lock with the process, however it ends; the pid in the file is for the message only.
public struct SyncLock: ~Copyable, Sendable {
    private let file: Int32

    public init(for database: String) throws(StoreError) {
        let path = database + ".lock"
        let descriptor = try openPrivateFile(path)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let text = try? String(contentsOfFile: path, encoding: .utf8)
            close(descriptor)
            throw .syncRunning(path: database, pid: text.flatMap { Int32($0.trimmingCharacters(in: .newlines)) })
        }
        ftruncate(descriptor, 0)
        let pid = Array("\(getpid())\n".utf8)
        _ = pwrite(descriptor, pid, pid.count, 0)
        file = descriptor
    }

    deinit { close(file) }
}
