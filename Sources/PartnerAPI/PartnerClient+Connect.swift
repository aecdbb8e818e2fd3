import AsyncHTTPClient
import NIOCore

extension PartnerClient {
    /// Runs `body` with a client, and closes its connections afterwards, whatever happens.
    ///
    /// - Parameters:
    ///   - route: how to get there.
    ///   - budgets: shared by all clients of one account; its clock is the client's.
    ///   - recorder: keeps every answer.
    ///   - observe: is told of every try; called from many tasks at once.
    public static func with<Result, Failure: Error>(
        base: BaseURL, route: Route = .direct, credentials: Credentials, budgets: Budgets, options: Options = Options(),
        recorder: Recorder? = nil, observe: @escaping @Sendable (RequestEvent) -> Void = { _ in },
        isolation: isolated (any Actor)? = #isolation,
        _ body: (PartnerClient) async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        var configuration = configuration(options)
        route.apply(to: &configuration, base: base)
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let transfer = Transfer(
            http: http, configuration: configuration, base: base, route: route, timeout: options.timeout, largestBody: options.largestBody)
        let transport: any Transport =
            recorder.map { RecordingTransport(transport: transfer, recorder: $0, credentials: credentials, date: budgets.time.date) }
            ?? transfer
        let client = PartnerClient(
            base: base, credentials: credentials, budgets: budgets, options: options, observe: observe, transport: transport)
        do throws(Failure) {
            let result = try await body(client)
            try? await http.shutdown()
            return result
        } catch {
            try? await http.shutdown()
            throw error
        }
    }

    private static func configuration(_ options: Options) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        // AsyncHTTPClient's own reads one member of gzip, and hands everything that it does not know over as if it were plain.
        configuration.decompression = .disabled
        // Of its own, not the call's: were they equal, chance would say which of the two errors comes.
        configuration.timeout.connect = TimeAmount(options.connectTimeout)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = options.connections
        // Retries are counted and spaced in one place: here they would be neither.
        configuration.connectionPool.retryConnectionEstablishment = false
        // A trace would hold the URL, and the URL may hold a token.
        configuration.tracing.tracer = nil
        return configuration
    }

    func headers(contentType: String) -> [(name: String, value: String)] {
        credentials.headers + [
            ("Content-Type", contentType), ("Accept", "application/json"), ("Accept-Encoding", "gzip"),
            ("User-Agent", "workato-mirror/\(options.version)"),
        ]
    }
}
