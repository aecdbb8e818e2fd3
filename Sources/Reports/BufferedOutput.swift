#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Collects what writers say, and passes it on in large pieces.
public final class BufferedOutput {
    /// Takes all of the bytes, or throws.
    public typealias Drain = (UnsafeRawBufferPointer) throws(ReportsError) -> Void

    private let capacity: Int
    private let drain: Drain
    private var buffer: [UInt8] = []

    public init(capacity: Int = 1 << 16, drain: @escaping Drain) {
        self.capacity = capacity
        self.drain = drain
        buffer.reserveCapacity(capacity + 1024)
    }

    /// Writes to an open file, such as 1 for stdout. Whoever reads a pipe may go: SIGPIPE has to be ignored
    /// by the program, and `ReportsError.outputClosed` is thrown.
    public convenience init(descriptor: CInt, path: String = "the output") {
        self.init { bytes throws(ReportsError) in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written >= 0 {
                    rest = rest.dropFirst(written)
                } else if errno == EPIPE {
                    throw .outputClosed
                } else if errno != EINTR {
                    throw .outputFailed(path: path, reason: String(cString: strerror(errno)))
                }
            }
        }
    }

    /// Adds text in UTF-8.
    public func append(_ text: String) throws(ReportsError) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= capacity { try flush() }
    }

    /// Passes on what is collected.
    public func flush() throws(ReportsError) {
        let pending = buffer
        buffer.removeAll(keepingCapacity: true)
        guard !pending.isEmpty else { return }
        do { try pending.withUnsafeBytes(drain) } catch let error as ReportsError { throw error } catch { throw .outputClosed }
    }
}
