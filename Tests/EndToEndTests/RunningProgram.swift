import Foundation

/// How a program ended, and all that it wrote.
struct Finished: Sendable {
    /// The exit code, or 128 and the number of the signal that ended it.
    let code: Int32
    let output: Data
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    /// Both streams, for what must be in neither.
    var everything: String { text + errors }
}

/// One of the built programs at work. Its output goes to files: a pipe that nobody reads fills up.
final class RunningProgram: Sendable {
    private let process = Process()
    private let ended: AsyncStream<Int32>
    private let output: URL
    private let errors: URL

    /// A program that takes longer is killed, and its test fails.
    private static let patience = Duration.seconds(900)

    /// Starts a program from the folder that the tests were built into, with exactly this environment.
    init(_ name: String, _ arguments: [String], environment: [String: String], in folder: URL) throws {
        let logs = folder.appending(path: "log-\(UUID().uuidString)")
        output = logs.appendingPathExtension("out")
        errors = logs.appendingPathExtension("err")
        let (ended, ending) = AsyncStream.makeStream(of: Int32.self)
        self.ended = ended
        process.executableURL = name.hasPrefix("/") ? URL(filePath: name) : Self.products.appending(path: name)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.fileHandle(output)
        process.standardError = try Self.fileHandle(errors)
        process.terminationHandler = { process in
            ending.yield(process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus)
            ending.finish()
        }
        // Foundation has crashed here once, while other suites were starting programs too.
        try Self.starting.withLock { try process.run() }
    }

    private static let starting = NSLock()

    var pid: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    /// What it has written so far.
    func outputSoFar() throws -> String { String(decoding: try Data(contentsOf: output), as: UTF8.self) }

    /// What it has written to stderr so far.
    func said() throws -> String { try String(contentsOf: errors, encoding: .utf8) }

    func send(signal: Int32) { kill(pid, signal) }

    /// Waits for the program's end.
    func finish() async throws -> Finished {
        let code = try await withThrowingTaskGroup(of: Int32?.self) { group in
            group.addTask { [ended] in await ended.first { _ in true } }
            group.addTask {
                try await Task.sleep(for: Self.patience)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        guard let code else {
            send(signal: SIGKILL)
            throw TookTooLong(what: "\(process.arguments ?? [])", errors: try String(contentsOf: errors, encoding: .utf8))
        }
        return Finished(code: code, output: try Data(contentsOf: output), errors: try String(contentsOf: errors, encoding: .utf8))
    }

    /// Where the programs are: beside the test's own executable.
    static let products = Bundle.main.executableURL?.deletingLastPathComponent() ?? URL(filePath: ".build/debug")

    private static func fileHandle(_ file: URL) throws -> FileHandle {
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }
}

/// A program, or a state of affairs, that was waited for in vain.
struct TookTooLong: Error {
    let what: String
    var errors = ""
}

/// Asks again and again until the answer is yes; fails after ten minutes: only what hangs takes as long.
func wait(until what: String, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(600)
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw TookTooLong(what: what) }
        try await Task.sleep(for: .milliseconds(20))
    }
}
