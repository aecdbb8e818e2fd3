import Catalog
import Foundation
import JSONPages

/// One request with everything that stays the same however often it is tried. `PartnerClient.send` makes one.
struct Call: Sendable {
    let request: PartnerRequest
    /// How messages name it.
    let path: String
    let target: String
    let url: String

    init(_ request: PartnerRequest, base: BaseURL, credentials: Credentials) {
        self.request = request
        path = BaseURL.label(request.path)
        target = BaseURL.target(request.path, query: request.query)
        url = base.url(path: request.path, query: request.query + credentials.query)
    }
}

/// One try of a call, and what came of it. What it means for the request is a `RetryDecision`.
struct Attempt: Sendable {
    let result: Result<Reply, NoReply>
    let waited: Duration
    let took: Duration

    var reply: Reply? { try? result.get() }
    var isTooManyRequests: Bool { reply?.status == 429 }
}

extension PartnerClient {
    /// Takes a place in the group's budget, sends the call once, and gives the place back.
    func attemptOnce(_ call: Call) async throws(PartnerAPIError) -> Attempt {
        let request = call.request
        let waited: Duration
        do { waited = try await rateLimiter.take(request.group) } catch { throw .cancelled }
        let start = rateLimiter.time.now()
        let result = await transport.send(
            Outgoing(
                method: request.method, target: call.target, url: call.url, headers: headers(contentType: request.contentType),
                body: request.body))
        await rateLimiter.finish(request.group)
        return Attempt(result: result, waited: waited, took: rateLimiter.time.now() - start)
    }

    private func headers(contentType: String) -> [(name: String, value: String)] {
        credentials.headers + [
            ("Content-Type", contentType), ("Accept", "application/json"), ("Accept-Encoding", "gzip"),
            ("User-Agent", "workato-mirror/\(options.version)"),
        ]
    }

    /// Tells the observer of one try.
    func report<Value>(_ attempt: Attempt, number: Int, of call: Call, _ decision: RetryDecision<Value>, pause: Duration?) {
        observe(
            RequestEvent(
                group: call.request.group, method: call.request.method, path: call.path, attempt: number, status: attempt.reply?.status,
                failure: decision.error?.reason, bytes: attempt.reply?.body.count ?? 0, waited: attempt.waited, took: attempt.took,
                retryIn: pause))
    }
}

extension PartnerAPIError {
    /// The part that an event doesn't say with its path and status.
    fileprivate var reason: String {
        switch self {
        case .unreachable(_, let reason), .broken(_, let reason, _): reason
        case .timeout: "timed out"
        case .certificate(_, let problem): "its certificate \(problem)"
        case .proxy(let name, let host, let trouble): "the proxy \(name) \(trouble.text(host: host))"
        case .cancelled: "cancelled"
        default: "refused"
        }
    }
}
