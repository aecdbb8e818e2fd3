import Foundation
import TestServers

/// A simulated account and an empty folder, for one test.
struct Scene: Sendable {
    let folder: URL
    /// Such as `http://127.0.0.1:40123`.
    let baseURL: String
    let simulator: RunningProgram

    static let token = "simulator-token"
    static let email = "owner@example.com"

    /// Plays `body` against a small world, then takes everything away.
    ///
    /// - Parameter flags: the simulator's, beside those for a small world without budgets.
    static func play(_ flags: [String] = [], _ body: (Scene) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "workato-mirror-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await ServerTurn.take { try await play(flags, in: folder, body) }
    }

    private static func play(_ flags: [String], in folder: URL, _ body: (Scene) async throws -> Void) async throws {
        let small = ["--customers", "4", "--recipes", "4", "--lookup-tables", "1", "--rows", "5", "--rate-window", "0"]
        let simulator = try RunningProgram(
            "partner-simulator", small + ["--port", "0", "--port-file", "port"] + flags, environment: inherited, in: folder)
        defer { simulator.send(signal: SIGKILL) }
        let file = folder.appending(path: "port")
        try await wait(until: "the simulator listens") {
            guard simulator.isRunning else { throw InVain(what: "the simulator ended") }
            return FileManager.default.fileExists(atPath: file.path)
        }
        let port = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .newlines)
        try await body(Scene(folder: folder, baseURL: "http://127.0.0.1:\(port)", simulator: simulator))
    }

    /// Runs workato-mirror in the folder, by default with the right token and with budgets that hold nothing up.
    ///
    /// - Parameter environment: variables that differ; nil takes one away.
    func mirror(_ arguments: String..., environment: [String: String?] = [:]) async throws -> Finished {
        try await start(arguments, environment: environment).finish()
    }

    /// The same with a list of arguments, without waiting for the end.
    func start(_ arguments: [String], environment: [String: String?] = [:]) throws -> RunningProgram {
        let environment = variables.mapValues(Optional.some).merging(environment) { $1 }.compactMapValues(\.self)
        return try RunningProgram("workato-mirror", arguments, environment: environment, in: folder)
    }

    /// Syncs, and fails the test if that is not a complete run.
    func sync(_ database: String = "mirror.db") async throws {
        let run = try await mirror("sync", "--db", database)
        guard run.code == 0 else { throw Unexpected(run) }
    }

    /// Takes the account away: whoever still asks for it reaches nobody.
    func stopSimulator() async throws {
        simulator.send(signal: SIGKILL)
        _ = try await simulator.finish()
    }

    /// Writes the file of settings that the program finds by itself.
    func settings(_ yaml: String) throws { try Data(yaml.utf8).write(to: folder.appending(path: "workato-mirror.yaml")) }

    /// What a report writes into a pipe.
    func query(_ arguments: [String]) async throws -> Data {
        let run = try await start(["query"] + arguments).finish()
        guard run.code == 0 else { throw Unexpected(run) }
        return run.output
    }

    /// Runs a line as a shell would, with workato-mirror on the path and more variables if need be.
    func shell(_ line: String, _ more: [String: String] = [:]) async throws -> Finished {
        let path = "\(RunningProgram.products.path):\(variables["PATH"] ?? "/usr/bin:/bin")"
        let environment = variables.merging(["PATH": path]) { $1 }.merging(more) { $1 }
        return try await RunningProgram("/bin/sh", ["-c", line], environment: environment, in: folder).finish()
    }

    private var variables: [String: String] {
        Self.inherited.merging(
            ["WORKATO_API_TOKEN": Self.token, "WORKATO_BASE_URL": baseURL, "WORKATO_RATE_WINDOW": "0.1"]
        ) { $1 }
    }

    /// What the tests themselves were started with, less what would change the program's ways.
    private static let inherited = ProcessInfo.processInfo.environment.filter {
        !$0.key.hasPrefix("WORKATO_") && !$0.key.uppercased().hasSuffix("_PROXY") && !$0.key.hasPrefix("SSL_CERT_")
            && $0.key != "NO_COLOR" && $0.key != "COLUMNS"
    }
}

/// A program that was to end well and did not.
struct Unexpected: Error {
    let code: Int32
    let errors: String
}

extension Unexpected {
    init(_ run: Finished) { self.init(code: run.code, errors: run.errors) }
}
