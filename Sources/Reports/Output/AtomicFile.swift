import Foundation
import Store

/// An output file. It appears under its name when it is complete, and not at all if writing fails.
///
/// Only its owner can read it (0600), because it holds customers' data. A file that is replaced loses its own mode.
public final class AtomicFile {
    public let output: BufferedOutput
    private let descriptor: CInt
    private let path: String
    /// Nil for a device or a pipe, which is written directly.
    private let temporary: String?

    /// - Parameter mirror: the mirror's file. It must not be replaced, nor the files beside it, nor any other mirror.
    public init(path: String, mirror: String) throws(ReportsError) {
        // A link stays a link: the file that it points to is replaced.
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        guard !OwnFiles.contain(target, of: mirror) else { throw .outputOverMirror(path: path) }
        self.path = target
        if Self.isSpecial(target) {
            temporary = nil
            descriptor = open(target, O_WRONLY | O_CLOEXEC)
        } else {
            let temporary = Self.temporaryName(for: target)
            self.temporary = temporary
            descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        }
        guard descriptor >= 0 else { throw .outputFailed(path: path, reason: String(cString: strerror(errno))) }
        output = BufferedOutput(descriptor: descriptor, path: path)
    }

    /// Writes a file with this text.
    public static func write(_ text: String, to path: String, mirror: String) throws(ReportsError) {
        let file = try AtomicFile(path: path, mirror: mirror)
        do {
            try file.output.append(text)
        } catch {
            file.discard()
            throw error
        }
        try file.commit()
    }

    /// Gives the complete file its name.
    public func commit() throws(ReportsError) {
        do { try output.flush() } catch {
            discard()
            throw error
        }
        guard let temporary else {
            close(descriptor)
            return
        }
        let isSynced = fsync(descriptor) == 0
        close(descriptor)
        guard isSynced, rename(temporary, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(temporary)
            throw .outputFailed(path: path, reason: reason)
        }
    }

    /// Removes what was written.
    public func discard() {
        close(descriptor)
        if let temporary { unlink(temporary) }
    }

    /// Whether it is a device or a pipe: `/dev/null` must not become a file. For a folder, `rename` will fail.
    private static func isSpecial(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        let type = status.st_mode & S_IFMT
        return type != S_IFREG && type != S_IFDIR
    }

    private static func temporaryName(for path: String) -> String {
        let url = URL(filePath: path)
        let name = ".\(url.lastPathComponent).\(UInt32.random(in: 0...UInt32.max)).tmp"
        return url.deletingLastPathComponent().appending(path: name).path
    }
}
