import Synchronization

/// The process's stderr: the one place where the programs write to it.
public enum ErrorStream {
    private static let turn = Mutex(())

    /// Says it as a whole: lines of concurrent tasks do not mix.
    ///
    /// Where stderr is closed, full or without a reader, nobody is left to be told: it is dropped, and changes nothing else.
    @Sendable public static func write(_ text: String) {
        turn.withLock { _ in
            var text = text
            _ = text.withUTF8 { StandardStreams.write(UnsafeRawBufferPointer($0), to: 2) }
        }
    }
}
