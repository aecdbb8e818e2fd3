import Foundation
import Streams

/// Prints a line at once, even into a pipe that a script is waiting on.
func announce(_ line: String) {
    var text = line + "\n"
    // Whoever does not read it has the port from the file.
    _ = text.withUTF8 { StandardStreams.write(UnsafeRawBufferPointer($0), to: STDOUT_FILENO) }
}

/// Writes the port so that a reader sees the whole number or no file.
func write(port: Int, to path: String) {
    do {
        try Data("\(port)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
        ErrorStream.write("partner-simulator: cannot write \(path): \(error.localizedDescription)\n")
    }
}
