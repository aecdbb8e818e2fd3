#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bytes that wait in a temporary file until what comes before them is known. So memory does not grow with them.
///
/// The file has no name, so nobody else can open it, and it goes when the spool or the program ends.
public final class SpoolFile {
    private let descriptor: CInt
    private let folder: String

    /// - Parameter folder: where the file is.
    /// - Throws: `SpoolError`, if there is no room or the folder may not be written.
    public init(in folder: String) throws(SpoolError) {
        var template = Array("\(folder)/workato-mirror.XXXXXX".utf8CString)
        self.folder = folder
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw SpoolError(folder: folder, code: errno) }
        unlink(template)
        // From here on, `deinit` closes it.
        guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw SpoolError(folder: folder, code: errno) }
    }

    deinit { close(descriptor) }

    /// Adds bytes at the end.
    public func append(_ bytes: UnsafeRawBufferPointer) throws(SpoolError) {
        let code = StandardStreams.write(bytes, to: descriptor)
        guard code == 0 else { throw SpoolError(folder: folder, code: code) }
    }

    /// Reads everything from the beginning, in pieces.
    ///
    /// - Throws: `SpoolError`, or what `body` throws.
    public func read(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try FileBytes.read(descriptor, of: folder, body)
    }
}

/// A temporary file cannot be made, written or read.
public struct SpoolError: Error, Sendable, CustomStringConvertible {
    public let folder: String
    /// The system's words for what is wrong.
    public let reason: String

    /// What happened, in one line.
    public var description: String { "cannot use the folder for temporary files, \(folder): \(reason)" }
    /// What to do about it.
    public var hint: String { "see that there is room and that it may be written, or name another folder by TMPDIR" }
    /// The exit code of the program.
    public var exitCode: Int32 { 74 }

    init(folder: String, code: CInt) { (self.folder, reason) = (folder, String(cString: strerror(code))) }
}

/// Reads open files.
enum FileBytes {
    /// Calls `body` with all bytes from the beginning, in pieces.
    ///
    /// - Parameter folder: for the error.
    static func read(_ descriptor: CInt, of folder: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var place: off_t = 0
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { piece.deallocate() }
        while true {
            let count = pread(descriptor, piece.baseAddress, piece.count, place)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SpoolError(folder: folder, code: errno) }
            guard count > 0 else { return }
            try body(UnsafeRawBufferPointer(rebasing: piece[..<count]))
            place += off_t(count)
        }
    }
}
