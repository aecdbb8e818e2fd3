import Catalog
import Foundation
import PartnerAPI
import Settings
import Store

/// The partner account that `sync` or `api` talks to: its address, credentials, and how much of its budgets may be used.
struct PartnerAccount {
    let base: BaseURL
    let rateLimiter: RateLimiter
    private let isAuthInQuery: Bool
    private let allowsHTTP: Bool

    init(_ settings: Settings, authInQuery: Bool, allowsHTTP: Bool) throws {
        base = try settings.address()
        rateLimiter = RateLimiter(settings)
        isAuthInQuery = authInQuery
        self.allowsHTTP = allowsHTTP
    }

    /// Requests a window by group, the reserve taken off.
    var limits: [String: Int] {
        Dictionary(Endpoint.all.map { ($0.group.name, rateLimiter.limit(of: $0.group)) }) { first, _ in first }
    }

    /// The credentials and the route to the API. A sync asks for them before it creates any file.
    ///
    /// - Throws: `PartnerAPIError` if there are no credentials, the proxy's address cannot be read, or the token would go over plain HTTP
    ///     to another machine.
    @discardableResult
    func way() throws -> (Credentials, Route) {
        let environment = ProcessInfo.processInfo.environment
        let route = try Route.from(environment: environment, to: base)
        if !allowsHTTP { try route.requireSecrecy(to: base) }
        return (try Credentials.from(environment: environment, inQuery: isAuthInQuery), route)
    }

    /// Runs `body` with a client of this account, with the credentials from the environment. A client of a recording needs none.
    func withClient<Value: Sendable>(
        _ options: PartnerClient.Options, of recording: Recording? = nil, recorder: Recorder? = nil,
        observe: @escaping @Sendable (RequestEvent) -> Void = { _ in },
        _ body: (PartnerClient) async throws -> Value
    ) async throws -> Value {
        if let recording {
            return try await PartnerClient.replaying(recording, rateLimiter: .unpaced(), options: options, observe: observe, body)
        }
        let (credentials, route) = try way()
        var options = options
        options.version = Version.current
        return try await PartnerClient.with(
            base: base, route: route, credentials: credentials, rateLimiter: rateLimiter, options: options, recorder: recorder,
            observe: observe,
            body)
    }
}

extension RateLimiter {
    /// The budgets as the settings limit them. They need no address, so that `status` can plan without one.
    init(_ settings: Settings) {
        self.init(window: settings.rateWindow ?? .seconds(60), reserve: settings.reserve, limits: settings.limits)
    }
}

/// The server counts requests across programs. So what one program has spent is kept in the mirror for the next.
extension PartnerAccount {
    /// Takes what the last sync has spent off the budgets, as far as the server may still count it.
    func recallSpent(from mirror: MirrorDatabase) async throws {
        await rateLimiter.recall(try mirror.spentRequests())
    }

    func keepSpent(in mirror: MirrorDatabase) async throws {
        try mirror.keep(await rateLimiter.spent)
    }
}
