import Foundation
import JSONPages

/// What a try means for its request. `PartnerClient.send` makes one after each try, and goes on by it.
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
    /// Decides whether a try is usable, hopeless or worth another try (API.md 1.1).
    func classify<Value: Sendable>(
        _ attempt: Attempt, path: String, read: (PageBytes) throws -> Value
    ) -> RetryDecision<Value> {
        switch attempt.result {
        case .failure(.cancelled): .final(.cancelled)
        case .failure(.timeout): .again(.timeout(path: path))
        case .failure(.notRecorded): .final(.notRecorded(path: path))
        case .failure(.recording(let problem)): .final(.recording(problem))
        case .failure(.recordingFailed(let failure)): .final(.recordingFailed(folder: failure.folder, reason: failure.reason))
        case .failure(.unconnected(let reason)), .failure(.unreachable(let reason)):
            .again(.unreachable(host: base.host, reason: presentable(reason)))
        case .failure(.certificate(let problem)): .final(.certificate(host: base.host, problem))
        case .failure(.proxy(let name, .credentials)): .final(.proxy(name: name, host: base.host, .credentials))
        case .failure(.proxy(let name, let trouble)): .again(.proxy(name: name, host: base.host, trouble))
        case .failure(.notHTTP(let reason)): .final(.broken(path: path, reason: reason, rawBody: PageBytes()))
        case .success(let reply) where (200..<300).contains(reply.status): classify(whole: reply, path: path, read: read)
        case .success(let reply): classify(refusal: reply, path: path)
        }
    }

    private func classify<Value: Sendable>(
        whole reply: Reply, path: String, read: (PageBytes) throws -> Value
    ) -> RetryDecision<Value> {
        switch reply.flaw {
        case .tooLarge:
            return .final(.broken(path: path, reason: "it is larger than \(options.largestBody) bytes", rawBody: reply.body))
        case .brokenOff(let reason):
            return .again(.broken(path: path, reason: "it broke off: \(presentable(reason))", rawBody: reply.body))
        case .damaged(let reason): return .again(.broken(path: path, reason: reason, rawBody: reply.body))
        case .unasked(let coding):
            let reason = "it came in the encoding \(presentable(coding)), which was not asked for"
            return .final(.broken(path: path, reason: reason, rawBody: reply.body))
        case nil: break
        }
        do {
            return .value(try read(reply.body), reply)
        } catch is CancellationError {
            return .final(.cancelled)
        } catch  where reply.isEmptyOnPurpose {
            return .final(.broken(path: path, reason: "the server sent no body (\(reply.status))", rawBody: reply.body))
        } catch {
            return .again(.broken(path: path, reason: reason(error, reply), rawBody: reply.body))
        }
    }

    private func reason(_ error: any Error, _ reply: Reply) -> String {
        if reply.body.count == 0 { return "the server sent no body (\(reply.status))" }
        if reply.isWebPage { return "it is a web page, not JSON" }
        return switch error {
        case PageError.broken(let objection): presentable("it is not JSON: \(objection)")
        case PageError.noList: "it holds no list"
        case let error as any CustomStringConvertible: presentable(error.description)
        default: "it cannot be understood"
        }
    }

    private func classify<Value>(refusal reply: Reply, path: String) -> RetryDecision<Value> {
        let message = ServerMessage.read(reply.body).flatMap(credentials.presentable)
        return switch reply.status {
        case 401: .final(.unauthorized(path: path))
        case 403: .final(.forbidden(path: path, message: message))
        case 404: .final(.notFound(path: path))
        case 429: .again(.tooManyRequests(path: path))
        case 500...: .again(.server(path: path, status: reply.status))
        case ..<400: .final(.redirect(path: path, status: reply.status, host: redirectHost(reply)))
        default: .final(.badRequest(path: path, status: reply.status, message: message))
        }
    }

    /// Only scheme and host: the rest of a redirect may repeat a query with a token.
    private func redirectHost(_ reply: Reply) -> String? {
        guard let target = reply.headers.first(name: "Location"), let parts = URLComponents(string: target), let host = parts.host
        else { return nil }
        return credentials.presentable("\(parts.scheme ?? "https")://\(host)")
    }

    private func presentable(_ reason: String) -> String {
        credentials.presentable(reason) ?? "no reason that can be shown"
    }
}

/// When the next try may start.
extension PartnerClient {
    /// The pause before the next try; nil if there is none. A 429 holds the whole group, even if this request gives up.
    func pause<Value>(
        after attempt: Attempt, number: Int, of request: PartnerRequest, _ decision: RetryDecision<Value>
    ) async -> Duration? {
        guard case .again = decision else { return nil }
        let mayTryAgain = request.isRead && number < options.tries
        let asked = attempt.reply.flatMap(retryAfter)
        if attempt.isTooManyRequests {
            let pause = asked ?? options.backoff.delay(after429: number, tries: options.tries, window: rateLimiter.window)
            await rateLimiter.hold(request.group, for: pause)
            return mayTryAgain ? pause : nil
        }
        return mayTryAgain ? asked ?? options.backoff.delay(after: number) : nil
    }

    private func retryAfter(_ reply: Reply) -> Duration? {
        RetryAfter.delay(
            reply.headers.first(name: "Retry-After"), answerDate: reply.headers.first(name: "Date"), now: rateLimiter.time.date(),
            longest: max(rateLimiter.window, .seconds(120)))
    }

    /// After a 429 the group is held, and the next try waits for its place. Another pause on top would be one too many.
    func wait(_ pause: Duration, afterHold isHeld: Bool) async throws(PartnerAPIError) {
        if isHeld { return }
        do { try await rateLimiter.time.sleep(pause) } catch { throw .cancelled }
    }
}

extension Reply {
    /// The server sent no body and announced none, so asking again would bring the same.
    fileprivate var isEmptyOnPurpose: Bool {
        body.count == 0 && (status != 200 || headers.contains(name: "Content-Length") || headers.contains(name: "Transfer-Encoding"))
    }

    fileprivate var isWebPage: Bool {
        let start = body.withUnsafeBytes { $0.first { !" \t\r\n".utf8.contains($0) } }
        return start == UInt8(ascii: "<") || headers.first(name: "Content-Type")?.lowercased().hasPrefix("text/html") == true
    }
}
