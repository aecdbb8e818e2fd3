import Foundation
import Simulator

/// A partner API that isn't our simulator: its answers are given path by path.
struct OtherServer: Sendable {
    /// By path: a query's values by name → the answer's body.
    var answers: [String: @Sendable ([String: String]) -> PlayedAnswer] = [:]

    /// The answer of every other path: an empty list.
    static let nothing = PlayedAnswer(200, "[]")

    var options: SimulatorOptions {
        .with { options in
            options.rateWindow = 0
            options.rateWindow = 0
            options.respond = { request in
                let answer = answers[request.path] ?? { _ in OtherServer.nothing }
                return answer(Self.values(request.query))
            }
        }
    }

    mutating func on(_ path: String, _ body: String) {
        answers[path] = { _ in PlayedAnswer(200, body) }
    }

    /// Serves records by `page`, never more than `size`, in the given envelope.
    mutating func pages(_ path: String, _ records: [String], size: Int, envelope: @escaping @Sendable (String, Int) -> String) {
        answers[path] = { query in
            let page = max(1, Int(query["page"] ?? "1") ?? 1)
            let part = records.dropFirst((page - 1) * size).prefix(size)
            return PlayedAnswer(200, envelope("[\(part.joined(separator: ","))]", records.count))
        }
    }

    /// Runs `body` against it, in an empty world.
    @discardableResult
    func run<Result>(_ body: (RunningSimulator) async throws -> Result) async throws -> Result {
        try await withSimulator(World(.empty), options) { simulator async throws in try await body(simulator) }
    }

    private static func values(_ query: String) -> [String: String] {
        let pairs = query.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        return Dictionary(pairs.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { $1 }
    }
}
