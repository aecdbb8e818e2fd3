import CStreams

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What lies in a folder, at any depth. Links are found, never followed.
public struct FileTree: Sendable {
    public let path: String
    private let flags: CInt

    /// What a walk comes by.
    public struct Entry: Sendable {
        public enum Kind: Sendable, Equatable {
            case file
            /// Before what lies in it.
            case folder
            /// After what lies in it.
            case folderEnd
            case link
            /// A pipe, a socket or a device.
            case special
            /// With the number of the error.
            case unreadable(CInt)
        }
        public let kind: Kind
        /// Below the tree's folder, without a slash at the start. Empty for the folder itself. A name need not be UTF-8.
        public let name: [UInt8]
        /// In bytes.
        public let size: Int64
    }

    /// - Parameter followsRoot: whether `path` itself may be a link.
    public init(_ path: String, followsRoot: Bool = false) {
        self.path = path.droppingSlashes
        flags = FTS_PHYSICAL | FTS_NOCHDIR | (followsRoot ? FTS_COMFOLLOW : 0)
    }

    /// Calls `body` for the folder and for each thing in it.
    ///
    /// The path that `body` gets is only valid while it runs.
    public func walk(_ body: (Entry, UnsafePointer<CChar>) throws -> Void) rethrows {
        guard let root = strdup(path) else { return }
        defer { free(root) }
        var roots: [UnsafeMutablePointer<CChar>?] = [root, nil]
        guard let stream = fts_open(&roots, flags, nil) else {
            return try body(Entry(kind: .unreadable(errno), name: [], size: 0), root)
        }
        defer { fts_close(stream) }
        while true {
            errno = 0
            guard let found = fts_read(stream) else { break }
            if let path = found.pointee.fts_path { try body(entry(found.pointee, at: path), path) }
        }
        // The walk itself has failed, for want of memory as an example.
        if errno != 0 { try body(Entry(kind: .unreadable(errno), name: [], size: 0), root) }
    }

    private func entry(_ found: FTSENT, at path: UnsafePointer<CChar>) -> Entry {
        let whole = UnsafeBufferPointer(start: path, count: strlen(path)).map(UInt8.init(bitPattern:))
        let name = whole.dropFirst(self.path.utf8.count).drop { $0 == UInt8(ascii: "/") }
        let kind: Entry.Kind =
            switch CInt(found.fts_info) {
            case FTS_F: .file
            case FTS_D: .folder
            case FTS_DP: .folderEnd
            case FTS_SL, FTS_SLNONE: .link
            case FTS_DNR, FTS_NS, FTS_ERR: .unreadable(found.fts_errno)
            case FTS_DC: .unreadable(ELOOP)
            default: .special
            }
        return Entry(kind: kind, name: Array(name), size: kind == .file ? Int64(found.fts_statp.pointee.st_size) : 0)
    }

}

extension String {
    /// The same path without slashes at its end.
    var droppingSlashes: String {
        var rest = self[...]
        while rest.utf8.count > 1, rest.utf8.last == UInt8(ascii: "/") { rest = rest.dropLast() }
        return String(rest)
    }
}
