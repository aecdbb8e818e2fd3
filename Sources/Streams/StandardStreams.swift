import CStreams

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The three streams that a program is started with, made fit for use.
public enum StandardStreams {
    /// What a program does before all else.
    ///
    /// A reader that has gone is then an error of `write`, and no signal that ends the program. And a stream that was closed by
    /// whoever started it (`2>&-`) stays so: else the next file or socket that is opened would get its number, and what is meant
    /// for stderr would be written into it.
    public static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        cstreams_occupy_closed()
    }

    /// Writes all of the bytes.
    ///
    /// - Returns: 0, or the number of the error that kept the rest from being written.
    public static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: CInt) -> CInt {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let written = systemWrite(descriptor, piece.baseAddress, piece.count)
            if written >= 0 {
                rest = rest.dropFirst(written)
            } else if errno == EAGAIN {
                // Somebody who shares the stream has made it one that does not wait.
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
