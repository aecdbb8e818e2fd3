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

    /// Requests a window.
    public var limit: Int {
        switch self {
        case .members, .folders, .projects, .roles, .picklists, .propertiesOther, .recipeVersions: 60
        // One a second in the documentation; the windows here cannot be shorter than the others.
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

/// Counts requests against the budgets, in fixed windows that all start together.
final class Budgets: Sendable {
    private struct Spent: Sendable {
        var window: Int64
        var requests: Int
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

    /// Spends one request, or says after how many seconds the next window opens.
    func spend(_ group: EndpointGroup) throws(APIFailure) {
        guard window > 0 else { return }
        let time = clock() / .seconds(1)
        let current = Int64((time / window).rounded(.down))
        let granted = spent.withLock { spent in
            var budget = spent[group] ?? Spent(window: current, requests: 0)
            if budget.window != current { budget = Spent(window: current, requests: 0) }
            budget.requests += 1
            spent[group] = budget
            return budget.requests <= limits[group] ?? group.limit
        }
        guard !granted else { return }
        throw .tooManyRequests(retryAfter: max(1, Int((Double(current + 1) * window - time).rounded(.up))))
    }
}
