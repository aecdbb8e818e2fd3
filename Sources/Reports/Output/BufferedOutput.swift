import Foundation
import Streams

/// Collects the output of writers, and passes it on in large pieces.
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

    /// Writes to an open file, such as 1 for stdout. If the reader of a pipe has gone, it throws `ReportsError.outputClosed`; for that, the
    /// program has to ignore SIGPIPE.
    public convenience init(descriptor: CInt, path: String = "the output") {
        self.init { bytes throws(ReportsError) in
            switch StandardStreams.write(bytes, to: descriptor) {
            case 0: return
            case EPIPE: throw .outputClosed
            case EBADF: throw .outputFailed(path: path, reason: "it is closed")
            case let code: throw .outputFailed(path: path, reason: String(cString: strerror(code)))
            }
        }
    }

    /// Adds text in UTF-8.
    public func append(_ text: String) throws(ReportsError) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= capacity { try flush() }
    }

    /// Adds bytes as they are.
    public func append(_ bytes: UnsafeRawBufferPointer) throws(ReportsError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= capacity { try flush() }
    }

    /// Passes on everything that is collected.
    public func flush() throws(ReportsError) {
        let pending = buffer
        buffer.removeAll(keepingCapacity: true)
        guard !pending.isEmpty else { return }
        do { try pending.withUnsafeBytes(drain) } catch let error as ReportsError { throw error } catch { throw .outputClosed }
    }
}
