import Foundation
import FoundationNetworking

/// A sync that stays, as its log and its port show it.
struct RunningPoller {
    let program: RunningProgram
    /// Such as `http://127.0.0.1:40124`.
    let address: String

    /// A line of its log.
    struct Line: Decodable {
        let level: String, message: String
        let metadata: Metadata

        struct Metadata: Decodable { let address: String?, error: String?, failures: Int? }
    }

    /// Starts one on a free port and waits until that is open.
    static func start(in scene: Scene, every interval: String = "1s") async throws -> RunningPoller {
        let arguments = ["sync", "--every", interval, "--listen", "127.0.0.1:0", "--log-format", "json"]
        let program = try scene.start(arguments)
        try await wait(until: "the poller listens") {
            guard program.isRunning else { throw try await Unexpected(program.finish()) }
            return try program.said().contains("serving metrics")
        }
        let address = try lines(program.said()).compactMap(\.metadata.address).first ?? ""
        return RunningPoller(program: program, address: "http://\(address)")
    }

    /// The lines that are written whole.
    static func lines(_ text: String) throws -> [Line] {
        let whole = text[..<(text.lastIndex(of: "\n") ?? text.startIndex)]
        return try whole.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }

    /// The lines of the runs that have ended.
    func runs() throws -> [Line] { try Self.lines(program.said()).filter { $0.message.hasPrefix("run ") } }

    func waitForRuns(_ more: Int) async throws {
        let before = try runs().count
        try await wait(until: "\(more) more runs have ended", by: program) { try runs().count >= before + more }
    }

    func health() async throws -> (status: Int, text: String) { try await get("/healthz") }

    /// The samples by name and labels, such as `x_total{group="a"}`.
    func metrics() async throws -> [String: Double] {
        let lines = try await get("/metrics").text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        return Dictionary(
            uniqueKeysWithValues: lines.compactMap { line -> (String, Double)? in
                guard let blank = line.lastIndex(of: " "), let value = Double(line[blank...].dropFirst()) else { return nil }
                return (String(line.prefix(upTo: blank)).replacing("workato_mirror_", with: ""), value)
            })
    }

    private func get(_ path: String) async throws -> (status: Int, text: String) {
        guard let url = URL(string: address + path) else { throw URLError(.badURL) }
        let (data, response) = try await URLSession.patient.data(from: url)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }

    func stop() async throws -> Finished {
        program.send(signal: SIGTERM)
        return try await program.finish()
    }
}
