import Foundation
import Synchronization

/// A lock on a file itself: it holds also for a process that opens the file by another name, such as a link of either kind.
///
/// It locks one byte that SQLite never uses, far behind any file's end, and belongs to the open file (OFD). So it does not touch SQLite's
/// own locks, nor readers. The file stays open as long as the process lives, because closing it would drop the locks that SQLite holds on
/// it in this process. Where the kernel has no such locks, only the lock file beside the database protects it.
enum FileLock {
    /// A file by its place on the disk, whatever it is called.
    struct FileID: Hashable, Sendable {
        let device: UInt64
        let inode: UInt64

        init(_ status: stat) { (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino)) }
    }

    private struct Entry {
        let descriptor: Int32
        var isHeld: Bool
    }

    private static let entries = Mutex<[FileID: Entry]>([:])

    /// Makes the file if it is missing.
    ///
    /// - Returns: nil if somebody else holds it.
    static func take(_ path: String) throws(StoreError) -> FileID? {
        try createPrivateFile(path)
        var status = stat()
        guard stat(path, &status) == 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
        let known = FileID(status)
        return try entries.withLock { entries throws(StoreError) -> FileID? in
            if let entry = entries[known] { return take(entry, known, &entries) }
            let descriptor = try openPrivateFile(path)
            guard fstat(descriptor, &status) == 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
            return take(Entry(descriptor: descriptor, isHeld: false), FileID(status), &entries)
        }
    }

    static func release(_ file: FileID) {
        entries.withLock { entries in
            guard let entry = entries[file] else { return }
            _ = lock(entry.descriptor, F_UNLCK)
            entries[file]?.isHeld = false
        }
    }

    private static func take(_ entry: Entry, _ file: FileID, _ entries: inout [FileID: Entry]) -> FileID? {
        guard !entry.isHeld else { return nil }
        let isTaken = lock(entry.descriptor, F_WRLCK)
        entries[file] = Entry(descriptor: entry.descriptor, isHeld: isTaken)
        return isTaken ? file : nil
    }

    /// - Returns: false if another process holds it.
    private static func lock(_ descriptor: Int32, _ type: Int32) -> Bool {
        #if os(Linux)
            // F_OFD_SETLK of fcntl(2), which the C library's header hides from Swift.
            let setOpenFileLock: Int32 = 37
            var range = flock()
            range.l_type = Int16(type)
            range.l_whence = Int16(SEEK_SET)
            range.l_start = 1 << 62
            range.l_len = 1
            return fcntl(descriptor, setOpenFileLock, &range) == 0 || (errno != EAGAIN && errno != EACCES)
        #else
            return true
        #endif
    }
}
