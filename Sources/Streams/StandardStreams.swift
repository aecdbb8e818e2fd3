import CStreams
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The process's stdin, stdout and stderr.
public enum StandardStreams {
    /// Prepares the streams. Both programs call this before anything else.
    ///
    /// After that, a missing reader is an error of `write` instead of a signal that ends the program. And a stream that was closed when the
    /// program was started (`2>&-`) stays closed. Otherwise the next file or socket would get its number, and text for stderr would be
    /// written into it.
    public static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        cstreams_occupy_closed()
    }

    /// Writes all of the bytes.
    ///
    /// - Returns: 0, or the number of the error that prevented the rest from being written.
    public static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: CInt) -> CInt {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let written = systemWrite(descriptor, piece.baseAddress, piece.count)
            if written >= 0 {
                rest = rest.dropFirst(written)
            } else if errno == EAGAIN {
                // Another process that shares the stream has made it non-blocking.
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }

    #if canImport(Glibc)
        private static let systemWrite = Glibc.write
    #else
        private static let systemWrite = Darwin.write
    #endif
}

/// The process's stderr. Both programs write to stderr only through this.
public enum ErrorStream {
    private static let turn = Mutex(())

    /// Writes the text as a whole, so that lines of concurrent tasks do not mix.
    ///
    /// If stderr is closed, full or without a reader, the text is dropped: there is nobody left to tell, and nothing else changes.
    @Sendable public static func write(_ text: String) {
        turn.withLock { _ in
            var text = text
            _ = text.withUTF8 { StandardStreams.write(UnsafeRawBufferPointer($0), to: 2) }
        }
    }
}
