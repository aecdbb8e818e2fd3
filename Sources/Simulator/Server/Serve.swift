import Hummingbird
import NIOCore

/// A simulator that is listening.
public struct RunningSimulator: Sendable {
    /// Such as `http://127.0.0.1:40123`, without `/api`.
    public let baseURL: String
    public let port: Int
    /// What it has been asked so far.
    public let requests: RequestLog
}

/// Serves a world on a free loopback port while `body` runs, then stops.
/// - Throws: what `body` throws, or why the port could not be opened.
@discardableResult
public func withSimulator<Result>(
    _ world: World, _ options: SimulatorOptions = SimulatorOptions(), _ body: (RunningSimulator) async throws -> Result
) async throws -> Result {
    let (opened, opening) = AsyncStream.makeStream(of: RunningSimulator.self)
    let server = application(world, options) { opening.yield($0) }
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            defer { opening.finish() }
            try await server.run()
        }
        defer { group.cancelAll() }
        for await running in opened { return try await body(running) }
        try await group.waitForAll()
        throw CancellationError()
    }
}

/// Serves a world until SIGTERM or SIGINT; `onReady` is called once it is listening.
public func runSimulator(
    _ world: World, _ options: SimulatorOptions, onReady: @Sendable @escaping (RunningSimulator) -> Void
) async throws {
    try await application(world, options, onReady).runService()
}

private func application(
    _ world: World, _ options: SimulatorOptions, _ onReady: @Sendable @escaping (RunningSimulator) -> Void
) -> Application<SimulatorResponder> {
    let log = RequestLog()
    var application = Application(
        responder: SimulatorResponder(world, options, log),
        configuration: ApplicationConfiguration(address: .hostname(options.host, port: options.port)),
        onServerRunning: { channel in
            guard let port = channel.localAddress?.port else { return }
            onReady(RunningSimulator(baseURL: "http://\(options.host):\(port)", port: port, requests: log))
        })
    application.logger.logLevel = .error
    return application
}
