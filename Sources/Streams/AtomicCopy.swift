#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A copy of a file that appears under its name when all of it is on the disk, or not at all. Nothing that has the name is ever replaced.
///
/// Only its owner can read it (0600).
public struct AtomicCopy: Sendable {
    /// As the user named it.
    public let path: String
    private let folder: AtomicFolder

    public init(_ path: String) {
        self.path = path
        folder = AtomicFolder(path)
    }

    /// - Throws: `AtomicFolderError`, or `CancellationError`. Then nothing is left.
    public func make(of source: String) throws {
        try folder.publishFile { draft in
            let input = open(source, O_RDONLY | O_CLOEXEC)
            guard input >= 0 else { throw AtomicFolderError.failed(path: source, reason: String(cString: strerror(errno))) }
            defer { close(input) }
            let output = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard output >= 0 else { throw failure() }
            let code = try copy(from: input, to: output)
            guard close(output) == 0, code == 0 else { throw failure(code == 0 ? errno : code) }
        }
    }

    private func copy(from input: CInt, to output: CInt) throws -> CInt {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            try Task.checkCancellation()
            let count = read(input, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return errno }
            guard count > 0 else { return 0 }
            let code = StandardStreams.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: output)
            guard code == 0 else { return code }
        }
    }

    private func failure(_ code: CInt = errno) -> AtomicFolderError { .failed(path: path, reason: String(cString: strerror(code))) }
}
