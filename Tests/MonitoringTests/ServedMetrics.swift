import AsyncHTTPClient
import Foundation
import Logging
import Monitoring
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import TestServers
import Values

/// What a metrics server answered.
struct Reply: Sendable {
    let status: Int
    let type: String?
    let text: String
}

/// A metrics server that is listening.
struct ServedMetrics: Sendable {
    let address: HostPort

    func send(_ method: HTTPMethod, _ path: String) async throws -> Reply {
        var request = HTTPClientRequest(url: "http://\(address)\(path)")
        request.method = method
        let answer = try await HTTPClient.answer(to: request)
        return Reply(
            status: Int(answer.head.status.code), type: answer.head.headers.first(name: "content-type"), text: String(buffer: answer.body))
    }

    /// Serves on a free port of `host` while `body` runs, then shuts down as SIGTERM would.
    static func run(
        _ metrics: MirrorMetrics = MirrorMetrics(), host: String = "127.0.0.1", health: HealthReport = .fresh,
        _ body: (ServedMetrics) async throws -> Void
    ) async throws {
        try await ServerTurn.take { try await serve(metrics, host, health, body) }
    }

    private static func serve(
        _ metrics: MirrorMetrics, _ host: String, _ health: HealthReport, _ body: (ServedMetrics) async throws -> Void
    ) async throws {
        let (opened, opening) = AsyncStream.makeStream(of: HostPort.self)
        let server = MetricsServer(
            address: HostPort(host: host, port: 0), metrics: metrics, health: { health }, onListening: { opening.yield($0) })
        let group = ServiceGroup(services: [server], logger: Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() }))
        async let end: Void = {
            defer { opening.finish() }
            try await group.run()
        }()
        for await address in opened {
            try await body(ServedMetrics(address: address))
            break
        }
        await group.triggerGracefulShutdown()
        try await end
    }
}

/// A wall clock that stands at 2026-01-02T03:04:05Z.
let moment = Date(timeIntervalSince1970: 1_767_323_045)
