/// One endpoint group's requests: at most `limit` in any period as long as the window. `RateLimiter` has one for each group; the budget
/// itself has no clock and no tasks.
///
/// The server counts a request at some moment between its start and its answer. So a place comes back one window after the *answer*. If it
/// came back one window after the start, a slow first burst (cold connections) and a fast second one could fall into one window of the
/// server, although they started a window apart.
struct Budget: Sendable {
    enum Readiness: Equatable {
        case started, onceAnswered
        case at(Duration)
    }

    let limit: Int
    let window: Duration
    private(set) var usage = BudgetUsage()
    private var inFlight = 0
    /// When the answered requests of the last window ended, oldest first. Never more than `limit`.
    private var answered: [Duration] = []
    private var heldUntil = Duration.zero

    init(limit: Int, window: Duration) {
        self.limit = limit
        self.window = window
    }

    /// Takes a place, or says when to ask again.
    mutating func start(at now: Duration) -> Readiness {
        if now < heldUntil { return .at(heldUntil) }
        answered.removeFirst(answered.prefix { $0 + window <= now }.count)
        if answered.count + inFlight < limit {
            inFlight += 1
            usage.requests += 1
            return .started
        }
        return answered.first.map { .at($0 + window) } ?? .onceAnswered
    }

    mutating func finish(at now: Duration) {
        precondition(inFlight > 0, "a request was finished that never started")
        inFlight -= 1
        answered.append(now)
    }

    /// For each place that isn't back yet, when its request was answered. A request without an answer counts as answered now.
    func spent(at now: Duration) -> [Duration] {
        answered.filter { $0 + window > now } + Array(repeating: now, count: inFlight)
    }

    /// Takes places that were spent before this budget was made. Call it in the order of the answers, before any start.
    mutating func recall(_ requests: Int, answeredAt moment: Duration) {
        let room = max(0, limit - answered.count)
        answered += Array(repeating: moment, count: min(requests, room))
    }

    /// Nothing starts before `moment`. A hold is never shortened.
    mutating func hold(until moment: Duration) {
        heldUntil = max(heldUntil, moment)
        usage.refusals += 1
    }

    mutating func noteWait(_ waited: Duration) {
        guard waited > .zero else { return }
        usage.waits += 1
        usage.waited += waited
    }
}

/// What one endpoint group was used for, for progress and summaries.
public struct BudgetUsage: Sendable, Equatable {
    /// Tries that were sent.
    public internal(set) var requests = 0
    /// How many tries had to wait for a place, and how long all of them together.
    public internal(set) var waits = 0
    public internal(set) var waited = Duration.zero
    /// Answers with status 429.
    public internal(set) var refusals = 0

    /// What was added since an earlier moment.
    public func since(_ earlier: BudgetUsage) -> BudgetUsage {
        BudgetUsage(
            requests: requests - earlier.requests, waits: waits - earlier.waits, waited: waited - earlier.waited,
            refusals: refusals - earlier.refusals)
    }
}
