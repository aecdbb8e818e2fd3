import Foundation

/// Paths as SQLite and the file system need them: SQLite must not take a path for an address with options.
public enum FilePath {
    /// From the root. SQLite takes `file:x` for an address with options, and `:memory:` for no file.
    public static func absolute(_ path: String) -> String {
        path.utf8.first == UInt8(ascii: "/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// The file itself, with all links followed.
    static func resolved(_ path: String) -> String {
        let path = absolute(path)
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Another name of the file in its folder (a hard link) that has a log beside it. That log is not moved into the file yet, and SQLite
    /// finds it only by that name.
    static func otherNameWithLog(of file: String) -> String? {
        var (status, other) = (stat(), stat())
        guard stat(file, &status) == 0, status.st_nlink > 1 else { return nil }
        let folder = (file as NSString).deletingLastPathComponent
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().first { name in
            let path = "\(folder)/\(name)"
            guard path != file, stat(path, &other) == 0, other.st_ino == status.st_ino, other.st_dev == status.st_dev else { return false }
            return stat("\(path)-wal", &other) == 0 && other.st_size > 0
        }
    }

    /// Why what is at the path cannot be a database; nil if it can, or if nothing is there. SQLite would say "unable to open", or wait.
    public static func obstacle(_ path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return nil
        case S_IFDIR: return "it is a folder"
        default: return "it is not a plain file"
        }
    }
}

/// Opens a file for reading and writing, and makes it if it is missing. Only its owner may read it.
///
/// - Returns: the descriptor. The caller closes it.
func openPrivateFile(_ path: String) throws(StoreError) -> Int32 {
    if let obstacle = FilePath.obstacle(path) { throw .file(path: path, reason: obstacle) }
    let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
    return file
}

/// Makes a file if it is missing. SQLite gives the files that it keeps beside a database the same mode.
///
/// A file that is there is not opened: closing it would drop the locks of all connections that this process has to it.
func createPrivateFile(_ path: String) throws(StoreError) {
    guard access(path, F_OK) != 0 else {
        if let obstacle = FilePath.obstacle(path) { throw .file(path: path, reason: obstacle) }
        guard access(path, R_OK | W_OK) == 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
        return
    }
    close(try openPrivateFile(path))
}
