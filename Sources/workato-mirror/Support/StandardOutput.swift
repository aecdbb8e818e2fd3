import Foundation
import Reports

/// The process's stdout. Only this writes to it. If anything cannot be written, that is an error (exit code 74).
enum StandardOutput {
    static func buffered() -> BufferedOutput { BufferedOutput(descriptor: STDOUT_FILENO, path: "stdout") }

    static func write(_ text: String) throws(ReportsError) {
        let output = buffered()
        try output.append(text)
        try output.flush()
    }
}

/// Where a command's data goes: to stdout, or to a file that appears when it is complete.
struct Destination {
    let output: BufferedOutput
    private let file: AtomicFile?

    /// - Parameters:
    ///   - path: nil for stdout.
    ///   - mirror: the mirror's file, which must not be replaced.
    init(_ path: String?, mirror: String) throws(ReportsError) {
        file = if let path, !Self.isStandardOutput(path) { try AtomicFile(path: path, mirror: mirror) } else { nil }
        output = file?.output ?? StandardOutput.buffered()
    }

    /// `/dev/stdout` is a link to whatever stdout is. To replace that file would remove what is already in it.
    private static func isStandardOutput(_ path: String) -> Bool {
        ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].contains(path)
    }

    /// Completes the output; a file now appears under its name.
    func finish() throws(ReportsError) {
        if let file { try file.commit() } else { try output.flush() }
    }

    /// Removes an incomplete file, and returns the error.
    func giveUp(_ error: any Error) -> any Error {
        file?.discard()
        return error
    }
}

/// The process's stdin.
enum StandardInput {
    /// Reads it to its end.
    static func read() throws(ReportsError) -> Data {
        do { return try FileHandle.standardInput.readToEnd() ?? Data() } catch {
            throw .unreadable(path: "stdin", reason: "it is closed, or nothing that can be read")
        }
    }
}
