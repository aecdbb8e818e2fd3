import AsyncHTTPClient
import Catalog
import Foundation
import JSONPages
import NIOCore

/// A client of the partner API: sends requests, paces them by the account's budgets, and tries them again. It only reads, unless its
/// options say otherwise. `with` makes one for the time of a command or a run.
///
/// One try is in `Attempt.swift`, what it means in `RetryDecision.swift`.
public struct PartnerClient: Sendable {
    public let base: BaseURL
    let credentials: Credentials
    let rateLimiter: RateLimiter
    let options: Options
    private(set) var observe: @Sendable (RequestEvent) -> Void
    let transport: any Transport

    /// How patient a client is, and what it may do.
    public struct Options: Sendable {
        /// Shown to the server as `User-Agent: workato-mirror/<version>`.
        public var version = "dev"
        /// If it is false, a request that may change something is not sent and ends in `.writesNotAllowed`.
        public var allowsWrites = false
        /// For one try, from connecting to the last byte (API.md 2: Workato ends a call after 40 s).
        public var timeout = Duration.seconds(40)
        /// For opening a connection, and for waiting for one of the `connections`. `timeout` applies as well.
        public var connectTimeout = Duration.seconds(10)
        /// How often a request that reads is tried, the first try included. A write is tried once.
        public var tries = 5
        /// How many connections may be open at once. If there are more requests than that, they wait for a connection.
        public var connections = 32
        /// In bytes, decompressed.
        public var largestBody = 1 << 28
        public var backoff = Backoff()

        public init() {}
    }

    /// Sends a request until an answer can be read, at most `Options.tries` times; a write once (API.md 1.1, 1.2).
    ///
    /// Tries again after 429, 5xx, a timeout, a broken connection, and an answer that `read` throws on. It never tries again after another
    /// 4xx, and never sends a write again. Each try takes a place in the group's budget; a 429 holds the whole group.
    ///
    /// - Parameter read: turns the body of a 2xx into a value. It throws only if the bytes are broken: truncated, HTML, not JSON. For a
    ///     whole answer that is only unexpected it returns a value, because asking again would bring the same.
    /// - Throws: `.failed`, with all that came of the last try; `.writesNotAllowed`; `.cancelled` as soon as the task is cancelled,
    ///     wherever it waits, unless a write is being sent then.
    @concurrent
    public func send<Value: Sendable>(
        _ request: PartnerRequest, read: @Sendable (PageBytes) throws -> Value
    ) async throws(PartnerAPIError) -> Answer<Value> {
        let call = Call(request, base: base, credentials: credentials)
        guard request.isRead || options.allowsWrites else { throw .writesNotAllowed(path: call.path) }
        var attemptNumber = 1
        while true {
            let attempt = try await attemptOnce(call)
            let decision = classify(attempt, path: call.path, read: read)
            let pause = await pause(after: attempt, number: attemptNumber, of: request, decision)
            report(attempt, number: attemptNumber, of: call, decision, pause: pause)
            switch (decision, pause) {
            case (.value(let value, let reply), _): return answer(value, attempts: attemptNumber, reply)
            case (.final(let error), _), (.again(let error), nil): throw failure(error, of: request, attempt)
            case (.again, let pause?): try await wait(pause, afterHold: attempt.isTooManyRequests)
            }
            attemptNumber += 1
        }
    }

    /// Asks for one path by GET, like `send`.
    ///
    /// - Throws: the cause that `.failed` holds.
    @concurrent
    public func get<Value: Sendable>(
        _ path: String, query: [(name: String, value: String)] = [], group: EndpointGroup,
        read: @Sendable (PageBytes) throws -> Value
    ) async throws(PartnerAPIError) -> Answer<Value> {
        do { return try await send(.get(path, query: query, group: group), read: read) } catch { throw error.cause }
    }

    /// The same client, with one more observer.
    public func observed(by observer: @escaping @Sendable (RequestEvent) -> Void) -> PartnerClient {
        var client = self
        client.observe = { [observe] event in
            observe(event)
            observer(event)
        }
        return client
    }

    private func answer<Value>(_ value: Value, attempts: Int, _ reply: Reply) -> Answer<Value> {
        Answer(
            value: value, attempts: attempts, fetchedAt: reply.recordedAt ?? rateLimiter.time.date(), status: reply.status,
            contentType: reply.headers.first(name: "Content-Type"))
    }
}

/// Reflection stops here. The connections below hold requests with tokens in their buffers.
extension PartnerClient: CustomStringConvertible, CustomReflectable {
    public var description: String { "client of \(base), by \(credentials)" }
    public var customMirror: Mirror { Mirror(self, children: ["base": base, "credentials": credentials]) }
}

/// The usable answer to a request.
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
    ///   - rateLimiter: shared by all clients of one account; its clock is the client's.
    ///   - recorder: keeps every answer.
    ///   - observe: is told of every try. It is called from many tasks at once.
    public static func with<Result, Failure: Error>(
        base: BaseURL, route: Route = .direct, credentials: Credentials, rateLimiter: RateLimiter, options: Options = Options(),
        recorder: Recorder? = nil, observe: @escaping @Sendable (RequestEvent) -> Void = { _ in },
        isolation: isolated (any Actor)? = #isolation,
        _ body: (PartnerClient) async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        var configuration = configuration(options)
        route.apply(to: &configuration, base: base)
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let wire = HTTPTransport(
            http: http, configuration: configuration, base: base, route: route, timeout: options.timeout, largestBody: options.largestBody)
        let transport: any Transport =
            recorder.map { RecordingTransport(transport: wire, recorder: $0, credentials: credentials, date: rateLimiter.time.date) }
            ?? wire
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
        // AsyncHTTPClient reads only the first member of gzip, and passes codings that it doesn't know on as if they were plain.
        configuration.decompression = .disabled
        // Not the timeout of the whole call: if both were equal, chance would decide which of the two errors comes.
        configuration.timeout.connect = TimeAmount(options.connectTimeout)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = options.connections
        // Retries are counted and paced in `send`. Here they would not be.
        configuration.connectionPool.retryConnectionEstablishment = false
        // A trace would hold the URL, and the URL may hold a token.
        configuration.tracing.tracer = nil
        return configuration
    }
}
