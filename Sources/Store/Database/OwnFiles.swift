import Foundation

/// The files of a mirror: the database, SQLite's log beside it, and what a sync keeps there. No output may be written in their place.
public enum OwnFiles {
    /// What follows the mirror's name.
    private static let endings = [
        "", "-wal", "-shm", "-journal", ".key", ".lock", ".staging", ".staging-journal", ".staging-wal", ".staging-shm",
    ]

    /// The first of the files of a mirror that is there: a new mirror of that name would be mixed with it.
    public static func existing(of mirror: String) -> String? {
        var status = stat()
        return endings.map { mirror + $0 }.first { lstat($0, &status) == 0 }
    }

    /// Whether a file belongs to a mirror: to the one that is named, or to any other that can be recognized by its header.
    ///
    /// - Parameter mirror: the mirror in use, which need not be there yet. It is not opened to look at: closing it would drop the locks of
    ///   this process.
    public static func contain(_ path: String, of mirror: String) -> Bool {
        let file = place(of: path)
        let own = Set([place(of: mirror), FilePath.resolved(mirror)])
        return endings.contains { ending in
            guard file.hasSuffix(ending) else { return false }
            let database = String(file.dropLast(ending.count))
            return own.contains(database) || own.contains(FilePath.resolved(database)) || isMirror(database)
        }
    }

    /// The path without links, also where the file itself is not there yet.
    private static func place(of path: String) -> String {
        let resolved = FilePath.resolved(path)
        guard access(resolved, F_OK) != 0 else { return resolved }
        let url = URL(filePath: resolved)
        return FilePath.resolved(url.deletingLastPathComponent().path) + "/" + url.lastPathComponent
    }

    /// By the application id in the header (https://www.sqlite.org/fileformat.html, 1.3).
    private static func isMirror(_ path: String) -> Bool {
        guard FilePath.obstacle(path) == nil, let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        guard let header = try? file.read(upToCount: 72), header.count == 72 else { return false }
        return header.starts(with: Array("SQLite format 3\0".utf8))
            && header.suffix(4).reduce(0) { $0 << 8 | Int32($1) } == MirrorDatabase.applicationID
    }
}
