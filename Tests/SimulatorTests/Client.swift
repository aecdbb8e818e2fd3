import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Simulator
import TestServers

/// Serves a world when it is this test's turn: tests that say `withSimulator` mean this one.
@discardableResult
func withSimulator<Result>(
    _ world: World, _ options: SimulatorOptions = SimulatorOptions(), _ body: (RunningSimulator) async throws -> Result
) async throws -> Result {
    try await ServerTurn.take { try await Simulator.withSimulator(world, options, body) }
}

/// What a simulator answered.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: JSON { JSON(parsing: bytes) ?? .null }
    var result: [JSON] { json["result"]?.elements ?? [] }
    var ids: [Int64] { result.compactMap { $0["id"]?.integerValue } }
}

let bearer: HTTPHeaders = ["Authorization": "Bearer simulator-token", "Content-Type": "application/json"]

extension RunningSimulator {
    func send(_ method: HTTPMethod, _ path: String, _ body: String? = nil, headers: HTTPHeaders = bearer) async throws -> Reply {
        var request = HTTPClientRequest(url: baseURL + path)
        request.method = method
        request.headers = headers
        request.body = body.map { .bytes(ByteBuffer(string: $0)) }
        let answer = try await HTTPClient.answer(to: request)
        return Reply(status: Int(answer.head.status.code), headers: answer.head.headers, bytes: Array(answer.body.readableBytesView))
    }

    func get(_ path: String, headers: HTTPHeaders = bearer) async throws -> Reply { try await send(.GET, path, headers: headers) }
}

/// A world of three customers and nothing else: 10 without external id, 20 with an ordinary one, 30 with a nasty one.
func plantedWorld() -> World {
    let world = World(.empty)
    world.add(["id": 10, "external_id": .null, "name": "Ten"], to: .customers)
    world.add(["id": 20, "external_id": "A2300", "name": "Twenty"], to: .customers)
    world.add(["id": 30, "external_id": "a/b c", "name": "Thirty"], to: .customers)
    return world
}

/// A recipe with the fields that filters and counters look at.
func recipe(_ id: Int64, running: Bool = false, folder: Int64 = 1, updated: String = "2024-06-01T00:00:00.000-07:00") -> JSON {
    [
        "id": .integer(id), "name": .string("Recipe \(id)"), "running": .bool(running), "folder_id": .integer(folder),
        "updated_at": .string(updated), "job_succeeded_count": 0, "job_failed_count": 0, "lifetime_task_count": 0, "last_run_at": .null,
        "trigger_application": "slack", "version_no": 1, "code": "{}", "config": [],
    ]
}
