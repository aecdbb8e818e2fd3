import Catalog

/// The request budgets of one account, one for each endpoint group (API.md 2: the server counts all customers and keys together). All
/// clients and tasks of an account share it, and take a place in it before each try.
///
/// Bursts are allowed up to the limit. Whoever has to wait is served in the order of arrival.
public actor RateLimiter {
    /// How long a window of the server is: 60 seconds, or the value of `WORKATO_RATE_WINDOW`. Limits are for one window.
    public nonisolated let window: Duration
    public nonisolated let time: TimeSource
    private nonisolated let reserve: Int
    private nonisolated let limits: [String: Int]

    private(set) var budgets: [String: Budget] = [:]
    private var queues: [String: Queue] = [:]
    /// The suspended waiters of all queues.
    private var continuations: [WaiterID: CheckedContinuation<Void, any Error>] = [:]
    private var lastWaiter = 0

    /// - Parameters:
    ///   - reserve: the percentage of each limit that is left to others.
    ///   - limits: requests a window by group name, where Workato's support has agreed on other limits.
    public init(
        window: Duration = .seconds(60), reserve: Int = 10, limits: [String: Int] = [:], time: TimeSource = .system
    ) {
        self.window = window
        self.time = time
        self.reserve = min(max(reserve, 0), 100)
        self.limits = limits
    }

    /// How many requests of a group may start in one window; at least 1.
    public nonisolated func limit(of group: EndpointGroup) -> Int {
        let limit = min(max(limits[group.name] ?? group.requestsPerMinute, 1), 1_000_000)
        return max(limit * (100 - reserve) / 100, 1)
    }

    /// What each group was used for so far, by group name.
    public var usage: [String: BudgetUsage] { budgets.mapValues(\.usage) }

    /// Waits for a place in the group's budget. Every place that was taken must be given back by `finish`.
    ///
    /// - Returns: how long it waited.
    /// - Throws: at once when the task is cancelled. Then no place is taken.
    public func take(_ group: EndpointGroup) async throws(CancellationError) -> Duration {
        let arrived = time.now()
        try await waitForTurn(in: group.name)
        defer { resumeNext(in: group.name) }
        while !Task.isCancelled {
            let now = time.now()
            switch budget(of: group, { $0.start(at: now) }) {
            case .started:
                budget(of: group) { $0.noteWait(now - arrived) }
                return now - arrived
            case .at(let moment): try await sleep(moment - now)
            case .onceAnswered: try await suspend { queues[group.name, default: Queue()].awaitsAnswer = $0 }
            }
        }
        throw CancellationError()
    }

    /// Says that the request of a place has ended, however it ended. The place can be taken again one window from now.
    public func finish(_ group: EndpointGroup) {
        budget(of: group) { $0.finish(at: time.now()) }
        guard let waiter = queues[group.name]?.awaitsAnswer else { return }
        queues[group.name]?.awaitsAnswer = nil
        continuations.removeValue(forKey: waiter)?.resume()
    }

    /// Lets nothing of the group start for this long: the server has answered 429.
    public func hold(_ group: EndpointGroup, for duration: Duration) {
        budget(of: group) { $0.hold(until: time.now() + duration) }
    }

    @discardableResult
    func budget<Result>(of group: EndpointGroup, _ change: (inout Budget) -> Result) -> Result {
        change(&budgets[group.name, default: Budget(limit: limit(of: group), window: window)])
    }

    private func sleep(_ duration: Duration) async throws(CancellationError) {
        do { try await time.sleep(duration) } catch { throw CancellationError() }
    }
}

private typealias WaiterID = Int

/// The tasks that wait for one budget. Only the first of them watches it; the others are suspended behind it.
private struct Queue {
    /// A task is watching the budget, so whoever comes now has to wait.
    var isBusy = false
    var waiters: [WaiterID] = []
    /// The task that watches the budget, while all places belong to requests that have no answer yet.
    var awaitsAnswer: WaiterID?
}

extension RateLimiter {
    private func waitForTurn(in name: String) async throws(CancellationError) {
        guard queues[name, default: Queue()].isBusy else {
            queues[name, default: Queue()].isBusy = true
            return
        }
        try await suspend { queues[name]?.waiters.append($0) }
    }

    /// Lets the next waiter watch the budget. Waiters that were cancelled meanwhile are passed over.
    private func resumeNext(in name: String) {
        while let waiter = queues[name]?.waiters.first {
            queues[name]?.waiters.removeFirst()
            if let continuation = continuations.removeValue(forKey: waiter) { return continuation.resume() }
        }
        queues[name]?.isBusy = false
    }

    /// - Parameter register: notes the waiter, so that something resumes it.
    private func suspend(_ register: (WaiterID) -> Void) async throws(CancellationError) {
        lastWaiter += 1
        let waiter = lastWaiter
        do {
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                    if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
                    continuations[waiter] = continuation
                    register(waiter)
                }
            } onCancel: {
                Task { await self.cancel(waiter) }
            }
        } catch {
            throw CancellationError()
        }
    }

    private func cancel(_ waiter: WaiterID) {
        continuations.removeValue(forKey: waiter)?.resume(throwing: CancellationError())
    }
}
