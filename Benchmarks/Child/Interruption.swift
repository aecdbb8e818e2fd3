import Dispatch
import Foundation
import Synchronization

/// What is undone when SIGINT or SIGTERM ends the benchmark: the child at work and the temporary folder.
enum Interruption {
    private static let undone = Mutex<(child: pid_t?, folder: URL?)>((nil, nil))
    private static let isEnding = Atomic(false)
    private static let sources = Mutex<[any DispatchSourceSignal]>([])

    /// The process to kill.
    static var child: pid_t? {
        get { undone.withLock { $0.child } }
        set { undone.withLock { $0.child = newValue } }
    }

    /// The folder to remove.
    static var folder: URL? {
        get { undone.withLock { $0.folder } }
        set { undone.withLock { $0.folder = newValue } }
    }

    /// Calls `body` with a new folder, which goes at the end, also if a signal is the end.
    static func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sync-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.folder = folder
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    static func watch() {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            sources.withLock { sources in
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { end(number) }
                source.resume()
                sources.append(source)
            }
        }
    }

    /// After a signal there is nothing more to do but wait for the end: no message about a child that was killed.
    static func stayIfEnding() {
        while isEnding.load(ordering: .sequentiallyConsistent) { pause() }
    }

    private static func end(_ number: Int32) {
        isEnding.store(true, ordering: .sequentiallyConsistent)
        if let child {
            kill(child, SIGKILL)
            // Only look: the reaping is left to whoever waits for the child's usage.
            var information = siginfo_t()
            waitid(P_PID, id_t(child), &information, WEXITED | WNOWAIT)
        }
        if let folder { remove(folder) }
        _exit(128 + number)
    }

    /// Again if need be: the main thread may be removing parts of the folder at the same time.
    private static func remove(_ folder: URL) {
        for _ in 0..<50 where FileManager.default.fileExists(atPath: folder.path) {
            try? FileManager.default.removeItem(at: folder)
            usleep(10_000)
        }
    }
}
