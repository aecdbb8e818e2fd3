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

    /// Waits for the program's end, however long that takes.
    func finish() async throws -> Finished {
        guard let code = await ended.first(where: { _ in true }) else { throw InVain(what: "the end of \(process.arguments ?? [])") }
        return Finished(code: code, output: try Data(contentsOf: output), errors: try said())
    }

    /// Where the programs are: beside the test's own executable.
    static let products = Bundle.main.executableURL?.deletingLastPathComponent() ?? URL(filePath: ".build/debug")

    private static func fileHandle(_ file: URL) throws -> FileHandle {
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }
}

/// A program, or a state of affairs, that was waited for in vain.
struct InVain: Error {
    let what: String
}

/// Asks again and again until the answer is yes. It has no deadline, which a busy machine could reach: what hangs is stopped by
/// whoever runs the tests.
///
/// - Parameter program: whose work it is; when that has ended and the answer is still no, the test fails.
func wait(until what: String, by program: RunningProgram? = nil, _ condition: () async throws -> Bool) async throws {
    while true {
        let wasRunning = program?.isRunning ?? true
        if try await condition() { return }
        guard wasRunning else { throw InVain(what: what) }
        try await Task.sleep(for: .milliseconds(20))
    }
}
