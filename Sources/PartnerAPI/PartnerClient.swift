import Catalog
import Foundation
import JSONPages

/// A reader of the partner API. It can send nothing but GET: no other method is in it.
public struct PartnerClient: Sendable {
    let base: BaseURL
    let credentials: Credentials
    let budgets: Budgets
    let options: Options
    let observe: @Sendable (RequestEvent) -> Void
    let transfer: Transfer

    /// How patient a client is.
    public struct Options: Sendable {
        /// Shown to the server as `User-Agent: workato-mirror/<version>`.
        public var version = "dev"
        /// For one try, from connecting to the last byte (API.md 2: Workato ends a call after 40 s).
        public var timeout = Duration.seconds(40)
        /// Tries a request, the first included.
        public var tries = 5
        /// How many connections may be open at once; more requests than that would queue unseen.
        public var connections = 32
        /// In bytes, decompressed.
        public var largestBody = 1 << 28
        public var backoff = Backoff()

        public init() {}
    }

    /// Asks for one path until an answer can be read, at most `Options.tries` times (API.md 1.1, 1.2).
    ///
    /// Tries again after 429, 5xx, a timeout, a broken connection and an answer that `read` throws on; never after another
    /// 4xx. Each try takes a place in the group's budget; a 429 holds the whole group.
    ///
    /// - Parameters:
    ///   - path: such as `/api/managed_users/EA2300/recipes`, percent-encoded by the caller.
    ///   - query: names and values as they are meant, not encoded.
    ///   - read: makes sense of a 2xx body. It throws only if the bytes are broken: truncated, HTML, no JSON.
    ///     A whole answer that is merely unexpected is a value to return, for asking again would bring the same.
    /// - Throws: `.cancelled` as soon as the task is cancelled, wherever it waits.
    @concurrent
    public func get<Value: Sendable>(
        _ path: String, query: [(name: String, value: String)] = [], group: EndpointGroup,
        read: @Sendable (PageBytes) throws -> Value
    ) async throws(PartnerAPIError) -> Answer<Value> {
        let call = Call(
            path: BaseURL.label(path), url: base.url(path: path, query: query + credentials.query), group: group)
        var attempt = 1
        while true {
            let sent = try await send(call)
            let verdict = judge(sent, path: call.path, read: read)
            let pause = await pause(after: attempt, verdict: verdict, sent: sent, group: group)
            report(call, attempt: attempt, sent: sent, verdict: verdict, pause: pause)
            switch (verdict, pause) {
            case (.value(let value), _): return Answer(value: value, attempts: attempt, fetchedAt: budgets.time.date())
            case (.final(let error), _), (.again(let error), nil): throw error
            case (.again, let pause?): try await wait(pause, afterHold: sent.isTooManyRequests)
            }
            attempt += 1
        }
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
}
