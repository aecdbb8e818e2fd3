import Foundation
import Store

/// A file that appears under its name when it is complete, and not at all if writing fails.
///
/// It is readable by its owner only (0600), as it holds customers' data; a file that is replaced loses its own mode.
public final class AtomicFile {
    public let output: BufferedOutput
    private let descriptor: CInt
    private let path: String
    /// Nil for a device or a pipe, which is written in place.
    private let temporary: String?

    /// `mirror` and what lies beside it must not be what is replaced, nor another mirror.
    public init(path: String, mirror: String) throws(ReportsError) {
        // A link stays a link: what it points to is replaced.
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

    /// Writes a whole text.
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

    /// Puts the complete file in its place.
    public func commit() throws(ReportsError) {
        try output.flush()
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

    /// Devices and pipes: `/dev/null` must not become a file. A folder is left for `rename` to refuse.
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
