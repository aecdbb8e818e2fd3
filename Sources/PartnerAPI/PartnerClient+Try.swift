import Catalog
import Foundation
import JSONPages

/// One request, however often it is tried.
struct Call: Sendable {
    let path: String
    let url: String
    let group: EndpointGroup
}

/// One try of it.
struct Sent: Sendable {
    let result: Result<Transfer.Reply, Transfer.Failure>
    let waited: Duration
    let took: Duration

    var reply: Transfer.Reply? { try? result.get() }
    var isTooManyRequests: Bool { reply?.status == 429 }
}

/// What a try means for its request.
enum Verdict<Value: Sendable>: Sendable {
    case value(Value)
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
    func send(_ call: Call) async throws(PartnerAPIError) -> Sent {
        let waited: Duration
        do { waited = try await budgets.take(call.group) } catch { throw .cancelled }
        let start = budgets.time.now()
        let result = await transfer.get(call.url, headers: headers)
        await budgets.finish(call.group)
        return Sent(result: result, waited: waited, took: budgets.time.now() - start)
    }

    /// The pause before the next try, nil if there is none. A 429 holds the group even if this request gives up.
    func pause<Value>(after attempt: Int, verdict: Verdict<Value>, sent: Sent, group: EndpointGroup) async -> Duration? {
        guard case .again = verdict else { return nil }
        let asked = sent.reply.flatMap(retryAfter)
        if sent.isTooManyRequests {
            let pause = asked ?? options.backoff.delay(after429: attempt, tries: options.tries, window: budgets.window)
            await budgets.hold(group, for: pause)
            return attempt < options.tries ? pause : nil
        }
        return attempt < options.tries ? asked ?? options.backoff.delay(after: attempt) : nil
    }

    private func retryAfter(_ reply: Transfer.Reply) -> Duration? {
        RetryAfter.delay(
            reply.headers.first(name: "Retry-After"), answerDate: reply.headers.first(name: "Date"), now: budgets.time.date(),
            longest: max(budgets.window, .seconds(120)))
    }

    /// After a 429 the group is held, and the next try waits for its place: a pause on top would be a second one.
    func wait(_ pause: Duration, afterHold isHeld: Bool) async throws(PartnerAPIError) {
        if isHeld { return }
        do { try await budgets.time.sleep(pause) } catch { throw .cancelled }
    }

    func report<Value>(_ call: Call, attempt: Int, sent: Sent, verdict: Verdict<Value>, pause: Duration?) {
        observe(
            RequestEvent(
                group: call.group, path: call.path, attempt: attempt, status: sent.reply?.status,
                failure: verdict.error?.cause, bytes: sent.reply?.body.count ?? 0, waited: sent.waited, took: sent.took,
                retryIn: pause))
    }
}

extension PartnerAPIError {
    /// In an event, beside path and status: what is not said there yet.
    fileprivate var cause: String {
        switch self {
        case .unreachable(_, let reason), .broken(_, let reason, _): reason
        case .timeout: "timed out"
        case .cancelled: "cancelled"
        default: "refused"
        }
    }
}
