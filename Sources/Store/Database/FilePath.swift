import Foundation

/// A path is a path: whatever it looks like, SQLite is given one that it cannot take for anything else.
public enum FilePath {
    /// From the root. SQLite takes `file:x` for an address with options, and `:memory:` for no file.
    public static func absolute(_ path: String) -> String {
        path.utf8.first == UInt8(ascii: "/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// The file itself, links followed as far as there are any.
    static func resolved(_ path: String) -> String {
        let path = absolute(path)
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Another name of the file in its folder, a hard link, beside which a log lies that is not moved into the file yet: it was written by
    /// that name, and SQLite finds it by no other.
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

    /// What keeps a path that is there from being a database: SQLite would call it "unable to open", or wait for it.
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
