import Foundation
import Synchronization

/// The process's stderr, a line at a time.
public enum ErrorStream {
    private static let turn = Mutex(())

    /// Lines of concurrent tasks do not mix.
    @Sendable public static func write(_ line: String) {
        turn.withLock { _ in
            // Where stderr is closed there is nobody left to tell, and a log must not end the program.
            try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
        }
    }
}
