import Synchronization

/// Endpoints that share one budget of requests, for all customers and keys together.
public enum EndpointGroup: String, Sendable, CaseIterable {
    case customers, customerCreation, usage
    case recipesRead, recipesOther
    case connectionsList, connectionsOther
    case lookupRows, lookupOther
    case apiCollections, apiEndpoints, apiClients, apiAccessProfiles
    case connectors, customConnectors, customerManagers
    case lifecycle, imports
    case environments, members, memberRemoval
    case folders, projects, roles, picklists
    case propertiesList, propertiesOther
    case recipeVersions, forceRun, jobs, repeatJobs
    case other

    /// The requests that a window allows.
    public var limit: Int {
        switch self {
        case .members, .folders, .projects, .roles, .picklists, .propertiesOther, .recipeVersions: 60
        // The documentation says one a second. Here all windows have the same length.
        case .forceRun, .repeatJobs: 60
        case .environments, .memberRemoval, .propertiesList, .jobs: 1000
        case .customers, .connectionsOther, .lookupOther, .other: 60
        case .customerCreation, .usage, .recipesOther, .connectionsList, .lookupRows: 1000
        case .recipesRead: 2000
        case .apiCollections, .apiEndpoints, .apiClients, .apiAccessProfiles, .connectors, .imports: 1000
        case .customConnectors, .customerManagers, .lifecycle: 60
        }
    }
}

/// The requests to a group since the start.
struct GroupCount: Sendable, Equatable {
    var requests = 0
    /// The requests that were over the limit.
    var refused = 0
}

/// Counts requests against the budgets, in fixed windows that all start together.
final class Budgets: Sendable {
    fileprivate struct Spent: Sendable {
        var window: Int64
        var requests = 0
        var total = GroupCount()
    }

    private let spent = Mutex<[EndpointGroup: Spent]>([:])
    private let window: Double
    private let limits: [EndpointGroup: Int]
    private let clock: @Sendable () -> Duration

    init(_ options: SimulatorOptions) {
        window = options.rateWindow
        limits = options.limits
        clock = options.clock
    }

    /// The groups that had requests, by name.
    var counts: [(group: EndpointGroup, count: GroupCount)] {
        spent.withLock { spent in spent.map { ($0.key, $0.value.total) } }.sorted { $0.group.rawValue < $1.group.rawValue }
    }

    /// The requests of a group that a window allows.
    func limit(of group: EndpointGroup) -> Int { limits[group] ?? group.limit }

    /// Spends one request, or says after how many seconds the next window has surely begun.
    ///
    /// HTTP knows whole seconds only. So with a window below a second it says 1, which is longer than necessary, but never too short.
    func spend(_ group: EndpointGroup) throws(APIFailure) {
        let time = clock() / .seconds(1)
        let current = window > 0 ? Int64((time / window).rounded(.down)) : 0
        let isGranted = spent.withLock { spent in
            spent[group, default: Spent(window: current)].spend(in: current, limit: window > 0 ? limit(of: group) : .max)
        }
        guard !isGranted else { return }
        throw .tooManyRequests(retryAfter: max(1, Int((Double(current + 1) * window - time).rounded(.up))))
    }
}

extension Budgets.Spent {
    fileprivate mutating func spend(in current: Int64, limit: Int) -> Bool {
        if window != current { (window, requests) = (current, 0) }
        requests += 1
        total.requests += 1
        if requests > limit { total.refused += 1 }
        return requests <= limit
    }
}
