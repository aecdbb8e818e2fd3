import Catalog
import Foundation
import PartnerAPI
import Settings
import Store

/// The partner account that a command speaks to: its address, how to get in, and how much of its budgets to use.
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

    /// How to get in, and how to get there: to be asked before anything is made that a sync without them would leave behind.
    ///
    /// - Throws: `PartnerAPIError`: no credentials, a proxy that cannot be read, or plain HTTP to another machine.
    @discardableResult
    func way() throws -> (Credentials, Route) {
        let environment = ProcessInfo.processInfo.environment
        let route = try Route.from(environment: environment, to: base)
        if !allowsHTTP { try route.requireSecrecy(to: base) }
        return (try Credentials.from(environment: environment, inQuery: isAuthInQuery), route)
    }

    /// Runs `body` with a client of this account, the credentials coming from the environment; or with one of a recording,
    /// which needs none.
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
    /// The budgets as the settings leave them: whoever only plans needs no address.
    init(_ settings: Settings) {
        self.init(window: settings.rateWindow ?? .seconds(60), reserve: settings.reserve, limits: settings.limits)
    }
}

/// The server's windows know nothing of where one program ends and the next begins; so what is spent is kept in the mirror.
extension PartnerAccount {
    /// Takes off the budgets what the last sync has spent, as far as the server may still count it.
    func recallSpent(from mirror: MirrorDatabase) async throws {
        await rateLimiter.recall(try mirror.spentRequests())
    }

    func keepSpent(in mirror: MirrorDatabase) async throws {
        try mirror.keep(await rateLimiter.spent)
    }
}
