import Foundation
import Streams

/// The folder of an export. It appears under its name when all files are on the disk, or not at all.
///
/// Only its owner can read it (0700, files 0600), because it holds customers' data.
struct ExportFolder {
    /// As the user named it.
    let shown: String
    private let url: URL

    init(_ path: String) {
        shown = path
        url = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
    }

    private var path: String { url.path(percentEncoded: false).droppingSlash }
    private var parent: String { url.deletingLastPathComponent().path(percentEncoded: false) }
    private var prefix: String { ".\(url.lastPathComponent).tmp-" }

    /// Whether anything has that name, a broken link too.
    var exists: Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Writes the files into a folder beside this one, and gives it this one's name.
    ///
    /// - Returns: false if somebody else has made the folder meanwhile.
    func write(_ files: ExportedFiles) throws -> Bool {
        let temporary = "\(parent)\(parent.hasSuffix("/") ? "" : "/")\(prefix)\(getpid())-\(UInt32.random(in: .min ... .max))"
        guard mkdir(temporary, 0o700) == 0 else { throw failure() }
        let folder = open(temporary, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure() }
        defer { close(folder) }
        do {
            // Held until the process ends, however it ends: it tells a folder that is being written from one that was left.
            guard flock(folder, LOCK_EX | LOCK_NB) == 0 else { throw failure() }
            try write(files, into: temporary)
            guard fsync(folder) == 0 else { throw failure() }
            guard rename(temporary, path) == 0 else {
                guard [ENOTEMPTY, EEXIST].contains(errno) else { throw failure() }
                try? FileManager.default.removeItem(atPath: temporary)
                return false
            }
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
        try syncParent()
        return true
    }

    private func write(_ files: ExportedFiles, into folder: String) throws {
        var current: (name: String, descriptor: CInt)?
        defer { current.map { _ = close($0.descriptor) } }
        func finish() throws {
            guard let file = current else { return }
            current = nil
            let isSynced = fsync(file.descriptor) == 0
            guard close(file.descriptor) == 0, isSynced else { throw failure() }
        }
        try files.forEachPart { name, bytes in
            if current?.name != name {
                try finish()
                let descriptor = open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
                guard descriptor >= 0 else { throw failure() }
                current = (name, descriptor)
            }
            guard let descriptor = current?.descriptor else { return }
            let code = bytes.withUnsafeBytes { StandardStreams.write($0, to: descriptor) }
            guard code == 0 else { throw failure(code) }
        }
        try finish()
    }

    private func syncParent() throws {
        let descriptor = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure() }
    }

    /// Removes what killed exports to this folder have left. A folder that is being written is locked.
    func removeLeftovers() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(prefix) {
            let leftover = "\(parent)/\(name)"
            let descriptor = open(leftover, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            // What cannot be removed does no harm here.
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(atPath: leftover) }
        }
    }

    private func failure(_ code: CInt = errno) -> BillingError { .output(path: shown, reason: String(cString: strerror(code))) }
}

extension ExportFolder {
    /// Refuses a folder that is not exactly this export.
    func requireEqual(to files: ExportedFiles) throws {
        guard let found = try? FileManager.default.contentsOfDirectory(atPath: path) else { throw different("it is no folder") }
        var expected: Set<String> = []
        var current: FileHandle?
        var name = ""
        func finish() throws {
            guard let file = current else { return }
            guard let rest = try? file.read(upToCount: 1) ?? Data(), rest.isEmpty else { throw different("\(name) differs") }
            try? file.close()
            current = nil
        }
        try files.forEachPart { file, bytes in
            if file != name {
                try finish()
                name = file
                expected.insert(file)
                current = FileHandle(forReadingAtPath: "\(path)/\(file)")
            }
            guard let current else { throw different("\(file) is missing") }
            // A folder of that name cannot be read either.
            guard let found = try? current.read(upToCount: bytes.count), found == bytes else { throw different("\(file) differs") }
        }
        try finish()
        if let extra = Set(found).subtracting(expected).sorted().first { throw different("\(extra) does not belong to it") }
    }

    private func different(_ reason: String) -> BillingError { .different(path: shown, reason: reason) }
}

extension String {
    fileprivate var droppingSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
