import Hummingbird
import Logging
import ServiceLifecycle
import Synchronization
import Values

/// Serves `GET /metrics` (Prometheus's text format) and `GET /healthz` (200, or 503 with the reason). Everything else is 404.
///
/// `sync --every` runs it beside the poller if `listen` is set.
public struct MetricsServer: Service {
    let address: HostPort
    let metrics: MirrorMetrics
    let health: @Sendable () async -> HealthReport
    let onListening: @Sendable (HostPort) -> Void
    let logger: Logger

    /// - Parameters:
    ///   - health: is called at each `GET /healthz`.
    ///   - onListening: is called with the address once it is open. Port 0 is replaced by the free port that was found.
    ///   - logger: for the server's own errors.
    public init(
        address: HostPort, metrics: MirrorMetrics, logger: Logger = Logger(label: "metrics"),
        health: @escaping @Sendable () async -> HealthReport, onListening: @escaping @Sendable (HostPort) -> Void = { _ in }
    ) {
        self.address = address
        self.metrics = metrics
        self.health = health
        self.onListening = onListening
        self.logger = logger
    }

    /// Serves until it is asked to shut down.
    ///
    /// - Throws: `MonitoringError` if the address cannot be opened.
    public func run() async throws {
        let opened = Opened()
        var application = Application(
            router: router(),
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: Int(address.port))),
            onServerRunning: { channel in
                opened.isTrue.store(true, ordering: .relaxed)
                onListening(HostPort(host: address.host, port: UInt16(channel.localAddress?.port ?? Int(address.port))))
            },
            logger: logger)
        application.logger.logLevel = .error
        do {
            try await application.run()
        } catch  where !opened.isTrue.load(ordering: .relaxed) && !(error is CancellationError) {
            throw MonitoringError.cannotListen(address, reason: MonitoringError.reason(error))
        }
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        router.get("metrics") { _, _ in
            Self.answer(metrics.text(), type: "text/plain; version=0.0.4; charset=utf-8")
        }
        router.get("healthz") { _, _ in
            switch await health() {
            case .fresh: Self.answer("ok\n")
            case .stale(let reason): Self.answer(reason + "\n", status: .serviceUnavailable)
            }
        }
        return router
    }

    private static func answer(
        _ text: String, status: HTTPResponse.Status = .ok, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        let body = ResponseBody(byteBuffer: ByteBuffer(string: text))
        return Response(status: status, headers: [.contentType: type, .cacheControl: "no-store"], body: body)
    }
}

/// Whether the port has been open. An error before that is about the address.
private final class Opened: Sendable {
    let isTrue = Atomic(false)
}
