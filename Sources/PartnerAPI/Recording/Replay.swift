import Catalog

extension PartnerClient {
    /// Runs `body` with a client that plays a recording: no network, no waiting, no credentials.
    ///
    /// - Parameters:
    ///   - budgets: count the requests; only `RateLimiter.unpaced()` never lets them wait.
    ///   - observe: is told of every try; called from many tasks at once.
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
    /// Budgets that only count: nothing waits for its place longer than for another answer.
    public static func unpaced() -> RateLimiter { RateLimiter(window: .zero, reserve: 0, time: .unpaced) }
}

extension TimeSource {
    /// The time stands still, and whoever sleeps wakes at once.
    fileprivate static let unpaced = TimeSource(
        now: { .zero }, date: TimeSource.system.date, sleep: { _ in try Task.checkCancellation() })
}

extension Backoff {
    /// No pauses, where the window is none either.
    fileprivate static let none = Backoff(random: { 0 })
}
