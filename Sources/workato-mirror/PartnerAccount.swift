import Catalog
import Foundation
import PartnerAPI
import Settings

/// The partner account that a command speaks to: its address, how to get in, and how much of its budgets to use.
struct PartnerAccount {
    let base: BaseURL
    let budgets: Budgets
    private let isAuthInQuery: Bool

    init(_ settings: Settings, authInQuery: Bool) throws {
        base =
            if let region = settings.region { try BaseURL(region: region) } else if let address = settings.baseURL {
                try BaseURL(address)
            } else {
                try BaseURL(region: "us")
            }
        budgets = Budgets(settings)
        isAuthInQuery = authInQuery
    }

    /// Requests a window by group, the reserve taken off.
    var limits: [String: Int] {
        Dictionary(Endpoint.all.map { ($0.group.name, budgets.limit(of: $0.group)) }) { first, _ in first }
    }

    /// Runs `body` with a client of this account, the credentials coming from the environment; or with one of a recording,
    /// which needs none.
    func withClient<Value: Sendable>(
        _ options: PartnerClient.Options, of recording: Recording? = nil, observe: @escaping @Sendable (RequestEvent) -> Void = { _ in },
        _ body: (PartnerClient) async throws -> Value
    ) async throws -> Value {
        if let recording {
            return try await PartnerClient.replaying(recording, budgets: .unpaced(), options: options, observe: observe, body)
        }
        let credentials = try Credentials.from(environment: ProcessInfo.processInfo.environment, inQuery: isAuthInQuery)
        var options = options
        options.version = Version.current
        let route = try Route.from(environment: ProcessInfo.processInfo.environment, to: base)
        return try await PartnerClient.with(
            base: base, route: route, credentials: credentials, budgets: budgets, options: options, observe: observe, body)
    }
}

extension Budgets {
    /// The budgets as the settings leave them: whoever only plans needs no address.
    init(_ settings: Settings) {
        self.init(window: settings.rateWindow ?? .seconds(60), reserve: settings.reserve, limits: settings.limits)
    }
}
