import Foundation
import FoundationNetworking

/// The simulator as a program beside the benchmark.
struct SimulatedAccount {
    let folder: URL
    let baseURL: String
    private let process: Process

    /// - Throws: `BenchError` if the simulator ends before it listens.
    init(_ program: String, _ world: [String], window: Double, _ faults: [String]) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "sync-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "port")
        process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments =
            world + ["--rate-window", "\(window)", "--port", "0", "--port-file", file.path] + faults.flatMap { ["--fault", $0] }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        var port: String?
        while port == nil {
            guard process.isRunning else { throw BenchError("\(program) has ended") }
            try await Task.sleep(for: .milliseconds(20))
            port = (try? String(contentsOf: file, encoding: .utf8)).flatMap { $0.hasSuffix("\n") ? $0.dropLast().description : nil }
        }
        baseURL = "http://127.0.0.1:\(port ?? "")"
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    /// What has been asked so far.
    func asked() async throws -> Asked {
        guard let url = URL(string: baseURL + "/simulator/requests") else { throw BenchError("\(baseURL) is no address") }
        let (data, _) = try await URLSession.shared.data(from: url)
        return try JSONDecoder().decode(Asked.self, from: data)
    }
}

/// What the simulator has been asked, by group of endpoints.
struct Asked: Decodable {
    struct Group: Decodable {
        var requests: Int
        var refused: Int
        let limit: Int
    }

    private var count: Int
    private var groups: [String: Group]

    enum CodingKeys: String, CodingKey {
        case count
        case groups = "by_group"
    }

    /// All of them, also those that met a fault.
    var requests: Int { count }
    /// Those over a limit.
    var refused: Int { groups.values.map(\.refused).reduce(0, +) }

    /// How many windows the busiest group needs at least.
    var windows: Double { groups.values.map { Double($0.requests) / Double($0.limit) }.max() ?? 0 }

    func subtracting(_ earlier: Asked) -> Asked {
        var difference = self
        difference.count -= earlier.count
        for (name, group) in earlier.groups {
            difference.groups[name]?.requests -= group.requests
            difference.groups[name]?.refused -= group.refused
        }
        return difference
    }
}
