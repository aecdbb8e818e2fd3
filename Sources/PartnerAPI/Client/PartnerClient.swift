import AsyncHTTPClient
import Catalog
import Foundation
import JSONPages
import NIOCore

/// A client of the partner API. It only reads, unless its options say otherwise.
public struct PartnerClient: Sendable {
    public let base: BaseURL
    let credentials: Credentials
    let rateLimiter: RateLimiter
    let options: Options
    let observe: @Sendable (RequestEvent) -> Void
    let transport: any Transport

    /// How patient a client is, and what it may do.
    public struct Options: Sendable {
        /// Shown to the server as `User-Agent: workato-mirror/<version>`.
        public var version = "dev"
        /// Without it, a request that may change something ends in `.writesNotAllowed`, unsent.
        public var allowsWrites = false
        /// For one try, from connecting to the last byte (API.md 2: Workato ends a call after 40 s).
        public var timeout = Duration.seconds(40)
        /// For opening a connection, and for waiting for one of the `connections`; `timeout` holds besides.
        public var connectTimeout = Duration.seconds(10)
        /// Tries a request that reads, the first included. A write has one.
        public var tries = 5
        /// How many connections may be open at once; more requests than that would queue unseen.
        public var connections = 32
        /// In bytes, decompressed.
        public var largestBody = 1 << 28
        public var backoff = Backoff()

        public init() {}
    }

    /// Sends a request until an answer can be read, at most `Options.tries` times; a write once (API.md 1.1, 1.2).
    ///
    /// Tries again after 429, 5xx, a timeout, a broken connection and an answer that `read` throws on; never after another
    /// 4xx, and never a write. Each try takes a place in the group's budget; a 429 holds the whole group.
    ///
    /// - Parameter read: makes sense of a 2xx body. It throws only if the bytes are broken: truncated, HTML, no JSON.
    ///     A whole answer that is merely unexpected is a value to return, for asking again would bring the same.
    /// - Throws: `.failed`, with all that came of the last try; `.cancelled` as soon as the task is cancelled, wherever it
    ///     waits, unless a write is under way then; `.writesNotAllowed`.
    @concurrent
    public func send<Value: Sendable>(
        _ request: PartnerRequest, read: @Sendable (PageBytes) throws -> Value
    ) async throws(PartnerAPIError) -> Answer<Value> {
        let call = Call(request, base: base, credentials: credentials)
        guard request.isRead || options.allowsWrites else { throw .writesNotAllowed(path: call.path) }
        var attempt = 1
        while true {
            let sent = try await attemptOnce(call)
            let verdict = classify(sent, path: call.path, read: read)
            let pause = await pause(after: attempt, verdict: verdict, sent: sent, request: request)
            report(call, attempt: attempt, sent: sent, verdict: verdict, pause: pause)
            switch (verdict, pause) {
            case (.value(let value, let reply), _): return answer(value, attempts: attempt, reply)
            case (.final(let error), _), (.again(let error), nil): throw failure(error, of: request, sent)
            case (.again, let pause?): try await wait(pause, afterHold: sent.isTooManyRequests)
            }
            attempt += 1
        }
    }

    /// Asks for one path by GET, like `send`.
    ///
    /// - Throws: what `.failed` has as its cause.
    @concurrent
    public func get<Value: Sendable>(
        _ path: String, query: [(name: String, value: String)] = [], group: EndpointGroup,
        read: @Sendable (PageBytes) throws -> Value
    ) async throws(PartnerAPIError) -> Answer<Value> {
        do { return try await send(.get(path, query: query, group: group), read: read) } catch { throw error.cause }
    }

    private func answer<Value>(_ value: Value, attempts: Int, _ reply: Reply) -> Answer<Value> {
        Answer(
            value: value, attempts: attempts, fetchedAt: reply.recordedAt ?? rateLimiter.time.date(), status: reply.status,
            contentType: reply.headers.first(name: "Content-Type"))
    }
}

/// Reflection stops here: below lie the connections, and in their buffers requests with tokens.
extension PartnerClient: CustomStringConvertible, CustomReflectable {
    public var description: String { "client of \(base), by \(credentials)" }
    public var customMirror: Mirror { Mirror(self, children: ["base": base, "credentials": credentials]) }
}

/// What came of a request.
public struct Answer<Value: Sendable>: Sendable {
    public let value: Value
    /// How many tries it took, from 1.
    public let attempts: Int
    public let fetchedAt: Date
    /// 2xx.
    public let status: Int
    /// As the server sent it, such as `application/json; charset=utf-8`.
    public let contentType: String?
}

extension PartnerClient {
    /// Runs `body` with a client, and closes its connections afterwards, whatever happens.
    ///
    /// - Parameters:
    ///   - route: how to get there.
    ///   - budgets: shared by all clients of one account; its clock is the client's.
    ///   - recorder: keeps every answer.
    ///   - observe: is told of every try; called from many tasks at once.
    public static func with<Result, Failure: Error>(
        base: BaseURL, route: Route = .direct, credentials: Credentials, rateLimiter: RateLimiter, options: Options = Options(),
        recorder: Recorder? = nil, observe: @escaping @Sendable (RequestEvent) -> Void = { _ in },
        isolation: isolated (any Actor)? = #isolation,
        _ body: (PartnerClient) async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        var configuration = configuration(options)
        route.apply(to: &configuration, base: base)
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let transfer = HTTPTransport(
            http: http, configuration: configuration, base: base, route: route, timeout: options.timeout, largestBody: options.largestBody)
        let transport: any Transport =
            recorder.map { RecordingTransport(transport: transfer, recorder: $0, credentials: credentials, date: rateLimiter.time.date) }
            ?? transfer
        let client = PartnerClient(
            base: base, credentials: credentials, rateLimiter: rateLimiter, options: options, observe: observe, transport: transport)
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
