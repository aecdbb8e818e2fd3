import Hummingbird
import NIOCore

/// A simulator that is listening.
public struct RunningSimulator: Sendable {
    /// Such as `http://127.0.0.1:40123`, without `/api`.
    public let baseURL: String
    public let port: Int
    /// What it has been asked so far.
    public let requests: RequestLog
    let faultPlan: FaultPlan

    /// The active faults in their order, and how often each has struck.
    public var faults: [FaultCount] { faultPlan.counts }

    /// Replaces all faults. Faults that stay begin to count anew.
    public func setFaults(_ faults: [Fault]) { faultPlan.set(faults) }
}

/// Serves a world on a free loopback port while `body` runs, then stops.
/// - Throws: what `body` throws, why the port could not be opened, or `SimulatorError` for the folder of a recording.
@discardableResult
public func withSimulator<Result>(
    _ world: World, _ options: SimulatorOptions = SimulatorOptions(), _ body: (RunningSimulator) async throws -> Result
) async throws -> Result {
    let (opened, opening) = AsyncStream.makeStream(of: RunningSimulator.self)
    // It is stopped by cancellation while connections are open. Hummingbird reports that as an error, but here it is the normal end.
    let server = try application(world, options, isQuiet: true) { opening.yield($0) }
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
/// - Throws: why the port could not be opened, or `SimulatorError` for the folder of a recording.
public func runSimulator(
    _ world: World, _ options: SimulatorOptions, onReady: @Sendable @escaping (RunningSimulator) -> Void
) async throws {
    try await application(world, options, isQuiet: false, onReady).runService()
}

private func application(
    _ world: World, _ options: SimulatorOptions, isQuiet: Bool, _ onReady: @Sendable @escaping (RunningSimulator) -> Void
) throws(SimulatorError) -> Application<Exchange> {
    let log = RequestLog()
    let faults = FaultPlan(options.faults, seed: options.faultSeed)
    let recorder = try options.recording.map { folder throws(SimulatorError) in try Recorder(folder: folder) }
    let exchange = Exchange(SimulatorResponder(world, options, log, faults), options, faults, log, recorder)
    var application = Application(
        responder: exchange,
        configuration: ApplicationConfiguration(address: .hostname(options.host, port: options.port)),
        onServerRunning: { channel in
            guard let port = channel.localAddress?.port else { return }
            onReady(RunningSimulator(baseURL: "http://\(options.host):\(port)", port: port, requests: log, faultPlan: faults))
        })
    application.logger.logLevel = isQuiet ? .critical : .error
    return application
}
