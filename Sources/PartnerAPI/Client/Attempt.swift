import Catalog
import Foundation
import JSONPages

/// One request, however often it is tried.
struct Call: Sendable {
    let request: PartnerRequest
    /// As messages name it.
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

/// One try of it.
struct Attempt: Sendable {
    let result: Result<Reply, NoReply>
    let waited: Duration
    let took: Duration

    var reply: Reply? { try? result.get() }
    var isTooManyRequests: Bool { reply?.status == 429 }
}

/// What a try means for its request.
enum RetryDecision<Value: Sendable>: Sendable {
    case value(Value, Reply)
    case final(PartnerAPIError)
    case again(PartnerAPIError)

    var error: PartnerAPIError? {
        switch self {
        case .value: nil
        case .final(let error), .again(let error): error
        }
    }
}

extension PartnerClient {
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

    /// The pause before the next try, nil if there is none. A 429 holds the group even if this request gives up.
    func pause<Value>(after attempt: Int, verdict: RetryDecision<Value>, sent: Attempt, request: PartnerRequest) async -> Duration? {
        guard case .again = verdict else { return nil }
        let mayTryAgain = request.isRead && attempt < options.tries
        let asked = sent.reply.flatMap(retryAfter)
        if sent.isTooManyRequests {
            let pause = asked ?? options.backoff.delay(after429: attempt, tries: options.tries, window: rateLimiter.window)
            await rateLimiter.hold(request.group, for: pause)
            return mayTryAgain ? pause : nil
        }
        return mayTryAgain ? asked ?? options.backoff.delay(after: attempt) : nil
    }

    private func retryAfter(_ reply: Reply) -> Duration? {
        RetryAfter.delay(
            reply.headers.first(name: "Retry-After"), answerDate: reply.headers.first(name: "Date"), now: rateLimiter.time.date(),
            longest: max(rateLimiter.window, .seconds(120)))
    }

    /// After a 429 the group is held, and the next try waits for its place: a pause on top would be a second one.
    func wait(_ pause: Duration, afterHold isHeld: Bool) async throws(PartnerAPIError) {
        if isHeld { return }
        do { try await rateLimiter.time.sleep(pause) } catch { throw .cancelled }
    }

    func report<Value>(_ call: Call, attempt: Int, sent: Attempt, verdict: RetryDecision<Value>, pause: Duration?) {
        observe(
            RequestEvent(
                group: call.request.group, method: call.request.method, path: call.path, attempt: attempt, status: sent.reply?.status,
                failure: verdict.error?.reason, bytes: sent.reply?.body.count ?? 0, waited: sent.waited, took: sent.took,
                retryIn: pause))
    }
}

extension PartnerAPIError {
    /// In an event, beside path and status: what is not said there yet.
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
