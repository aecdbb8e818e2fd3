import Foundation
import Reports

/// The process's stdout: the one place where the program writes to it. What cannot be written there is an error (74), however little it is.
enum StandardOutput {
    static func buffered() -> BufferedOutput { BufferedOutput(descriptor: STDOUT_FILENO, path: "stdout") }

    static func write(_ text: String) throws(ReportsError) {
        let output = buffered()
        try output.append(text)
        try output.flush()
    }
}

/// Where a command's data go: to stdout, or to a file that appears as a whole or not at all.
struct Destination {
    let output: BufferedOutput
    private let file: AtomicFile?

    /// - Parameters:
    ///   - path: nil for stdout.
    ///   - mirror: the file that must not be replaced.
    init(_ path: String?, mirror: String) throws(ReportsError) {
        file = if let path, !Self.isStandardOutput(path) { try AtomicFile(path: path, mirror: mirror) } else { nil }
        output = file?.output ?? StandardOutput.buffered()
    }

    /// `/dev/stdout` is a link to whatever stdout is: to replace that would take away what is in it already.
    private static func isStandardOutput(_ path: String) -> Bool {
        ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].contains(path)
    }

    /// Puts what was written in its place.
    func finish() throws(ReportsError) {
        if let file { try file.commit() } else { try output.flush() }
    }

    /// Takes away what was written to a file, and gives the error back.
    func giveUp(_ error: any Error) -> any Error {
        file?.discard()
        return error
    }
}

/// The process's stdin.
enum StandardInput {
    /// All there is, to its end.
    static func read() throws(ReportsError) -> Data {
        do { return try FileHandle.standardInput.readToEnd() ?? Data() } catch {
            throw .unreadable(path: "stdin", reason: "it is closed, or nothing that can be read")
        }
    }
}
