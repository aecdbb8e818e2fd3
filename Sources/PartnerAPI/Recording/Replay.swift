import Catalog

extension PartnerClient {
    /// Runs `body` with a client that plays a recording: no network, no waiting, no credentials.
    ///
    /// - Parameters:
    ///   - rateLimiter: counts the requests. Only `RateLimiter.unpaced()` never lets them wait.
    ///   - observe: is told of every try. It is called from many tasks at once.
    public static func replaying<Result, Failure: Error>(
        _ recording: Recording, rateLimiter: RateLimiter = .unpaced(), options: Options = Options(),
        observe: @escaping @Sendable (RequestEvent) -> Void = { _ in },
        isolation: isolated (any Actor)? = #isolation,
        _ body: (PartnerClient) async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        var options = options
        options.backoff = .none
        return try await body(
            PartnerClient(
                base: recording.base, credentials: Credentials(scheme: .none), rateLimiter: rateLimiter, options: options, observe: observe,
                transport: recording))
    }
}

extension RateLimiter {
    /// Budgets that only count. A request waits at most for another answer.
    public static func unpaced() -> RateLimiter { RateLimiter(window: .zero, reserve: 0, time: .unpaced) }
}

extension TimeSource {
    /// A clock that stands still: a pause ends at once.
    fileprivate static let unpaced = TimeSource(
        now: { .zero }, date: TimeSource.system.date, sleep: { _ in try Task.checkCancellation() })
}

extension Backoff {
    /// No pauses.
    fileprivate static let none = Backoff(random: { 0 })
}
