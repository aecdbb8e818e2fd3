import Foundation

/// Prints a line at once, even into a pipe that a script is waiting on.
func announce(_ line: String) {
    print(line)
    fflush(nil)
}

/// Writes the port so that a reader sees the whole number or no file.
func write(port: Int, to path: String) {
    do {
        try Data("\(port)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
        FileHandle.standardError.write(Data("partner-simulator: cannot write \(path): \(error.localizedDescription)\n".utf8))
    }
}
