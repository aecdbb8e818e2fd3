import CStreams

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder that appears under its name when all that it holds is on the disk, or not at all.
///
/// Only its owner can read it (0700). Nothing that has the name is ever replaced.
public struct AtomicFolder: Sendable {
    /// As the user named it.
    public let path: String
    private let parent: String
    private let name: String

    public init(_ path: String) {
        self.path = path
        let whole = path.droppingSlashes
        name = whole.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        let before = String(whole.dropLast(name.count)).droppingSlashes
        parent = before.isEmpty ? "." : before
    }

    private var target: String { "\(parent)/\(name)" }
    private var prefix: String { ".\(name).tmp-" }

    /// Whether anything has that name, a broken link too.
    public var exists: Bool {
        var status = stat()
        return lstat(target, &status) == 0
    }

    /// Makes the folder with what `write` puts into the folder whose path it gets.
    ///
    /// - Throws: `AtomicFolderError`, `CancellationError`, or what `write` throws. Then nothing is left, unless the disk fails after the folder has got its name.
    public func make(_ write: (String) throws -> Void) throws {
        let draft = try begin()
        do {
            try write(draft.path)
            try publish(draft)
        } catch {
            discard(draft)
            throw error
        }
        try finish(draft)
    }

    /// The same for a `write` that waits.
    public func make(isolation: isolated (any Actor)? = #isolation, _ write: (String) async throws -> Void) async throws {
        let draft = try begin()
        do {
            try await write(draft.path)
            try publish(draft)
        } catch {
            discard(draft)
            throw error
        }
        try finish(draft)
    }

    /// Makes a file of that name instead: what `write` puts at the path that it gets.
    func publishFile(_ write: (String) throws -> Void) throws {
        let draft = try begin()
        do {
            let file = "\(draft.path)/\(name)"
            try write(file)
            try publish(draft, file)
        } catch {
            discard(draft)
            throw error
        }
        Self.remove(draft.path)
        try finish(draft)
    }

    /// Removes what killed makers of this folder have left. `make` begins with it.
    public func removeLeftovers() {
        guard let listing = opendir(parent) else { return }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return }
            let name = String(cString: (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self))
            if name.hasPrefix(prefix) { names.append(name) }
        }
        for name in names {
            let leftover = "\(parent)/\(name)"
            let lock = open(leftover, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            guard lock >= 0 else { continue }
            defer { close(lock) }
            // What cannot be removed does no harm here.
            if flock(lock, LOCK_EX | LOCK_NB) == 0 { Self.remove(leftover) }
        }
    }
}

extension AtomicFolder {
    private struct Draft {
        let path: String
        /// Held until the process ends, however it ends: it tells a folder that is being written from one that was left.
        let lock: CInt
    }

    private func begin() throws(AtomicFolderError) -> Draft {
        guard !["", ".", ".."].contains(name), !path.utf8.contains(0) else { throw .noName(path: path) }
        guard !exists else { throw .exists(path: path) }
        removeLeftovers()
        while true {
            let temporary = "\(parent)/\(prefix)\(getpid())-\(UInt32.random(in: .min ... .max))"
            guard mkdir(temporary, 0o700) == 0 else {
                guard errno == EEXIST else { throw failure() }
                continue
            }
            // Until it is locked, another maker takes it for a leftover, and may remove it.
            if let lock = try Self.lock(temporary, or: failure) { return Draft(path: temporary, lock: lock) }
        }
    }

    /// - Returns: nil if the folder is not there any more, or is about to go.
    private static func lock(_ folder: String, or failure: (CInt) -> AtomicFolderError) throws(AtomicFolderError) -> CInt? {
        let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard lock >= 0 else {
            guard errno == ENOENT else { throw failure(errno) }
            return nil
        }
        var status = stat()
        let isLocked = flock(lock, LOCK_EX | LOCK_NB) == 0
        let code = errno
        if isLocked, lstat(folder, &status) == 0 { return lock }
        close(lock)
        guard isLocked || code == EWOULDBLOCK else {
            rmdir(folder)
            throw failure(code)
        }
        return nil
    }

    /// - Parameter file: the one that gets the name, in place of the folder.
    private func publish(_ draft: Draft, _ file: String? = nil) throws {
        try Task.checkCancellation()
        try sync(draft.path)
        try Task.checkCancellation()
        let source = file ?? draft.path
        if cstreams_rename_exclusively(source, target) == 0 { return }
        switch errno {
        case EEXIST, ENOTEMPTY, ENOTDIR: throw AtomicFolderError.exists(path: path)
        case EINVAL, ENOSYS, ENOTSUP: break
        case let code: throw failure(code)
        }
        // A file system without that (NFS). A link to a file replaces nothing; beside a folder, all that can slip in between is an empty folder.
        guard !exists else { throw AtomicFolderError.exists(path: path) }
        guard (file == nil ? rename(source, target) : link(source, target)) == 0 else {
            throw [EEXIST, ENOTEMPTY, ENOTDIR].contains(errno) ? .exists(path: path) : failure()
        }
    }

    private func finish(_ draft: Draft) throws {
        defer { close(draft.lock) }
        guard Self.sync(parent, O_DIRECTORY) == 0 else { throw failure() }
    }

    private func discard(_ draft: Draft) {
        Self.remove(draft.path)
        close(draft.lock)
    }

    private func sync(_ folder: String) throws {
        try FileTree(folder).walk { entry, path in
            switch entry.kind {
            case .file: guard Self.sync(path, O_NOFOLLOW) == 0 else { throw failure() }
            case .folderEnd: guard Self.sync(path, O_DIRECTORY) == 0 else { throw failure() }
            case .unreadable(let code): throw failure(code)
            // Their names are in their folder, and they have nothing else.
            case .folder, .link, .special: break
            }
        }
    }

    private static func sync(_ path: UnsafePointer<CChar>, _ flag: CInt) -> CInt {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | flag)
        guard descriptor >= 0 else { return -1 }
        let result = fsync(descriptor)
        let code = errno
        close(descriptor)
        errno = code
        return result
    }

    private static func remove(_ folder: String) {
        FileTree(folder).walk { entry, path in
            switch entry.kind {
            case .folderEnd: rmdir(path)
            case .folder, .unreadable: break
            case .file, .link, .special: unlink(path)
            }
        }
    }

    private func failure(_ code: CInt = errno) -> AtomicFolderError { .failed(path: path, reason: String(cString: strerror(code))) }
}
