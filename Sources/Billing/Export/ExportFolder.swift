import Foundation
import Streams

/// The folder of an export, which an earlier export may have made.
struct ExportFolder {
    /// As the user named it.
    let shown: String
    private let folder: AtomicFolder
    private var path: String { folder.path }

    init(_ path: String) {
        shown = path
        folder = AtomicFolder(URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL.path(percentEncoded: false))
    }

    /// Whether anything has that name, a broken link too.
    var exists: Bool { folder.exists }

    /// Removes what killed exports to this folder have left.
    func removeLeftovers() { folder.removeLeftovers() }

    /// Makes the folder with the files, whole or not at all.
    ///
    /// - Returns: false if somebody else has made the folder meanwhile.
    func write(_ files: ExportedFiles) throws -> Bool {
        do {
            try folder.make { try write(files, into: $0) }
            return true
        } catch let error as AtomicFolderError {
            switch error {
            case .exists: return false
            case .failed(_, let reason): throw BillingError.output(path: shown, reason: reason)
            case .noName: throw BillingError.output(path: shown, reason: error.description)
            }
        }
    }

    private func write(_ files: ExportedFiles, into folder: String) throws {
        var current: (name: String, descriptor: CInt)?
        defer { current.map { _ = close($0.descriptor) } }
        func finish() throws {
            guard let file = current else { return }
            current = nil
            guard close(file.descriptor) == 0 else { throw failure() }
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
