import Catalog

/// The request budgets of one account, one an endpoint group, shared by all tasks (API.md 2: the server counts all customers and keys together).
///
/// Bursts are allowed up to the limit; those who wait are served in the order they came.
public actor RateLimiter {
    /// How long the server's windows are: 60 seconds, or what `WORKATO_RATE_WINDOW` says. Limits are per window.
    public nonisolated let window: Duration
    public nonisolated let time: TimeSource
    private nonisolated let reserve: Int
    private nonisolated let limits: [String: Int]

    private(set) var budgets: [String: Budget] = [:]
    private var lines: [String: Line] = [:]
    private var parked: [Int: CheckedContinuation<Void, any Error>] = [:]
    private var lastTicket = 0

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

    /// Waits for a place in the group's budget. Every place taken must be given back by `finish`.
    ///
    /// - Returns: how long it waited.
    /// - Throws: when the task is cancelled, at once; no place is taken then.
    public func take(_ group: EndpointGroup) async throws(CancellationError) -> Duration {
        let arrived = time.now()
        try await standInLine(group.name)
        defer { callNext(group.name) }
        while !Task.isCancelled {
            let now = time.now()
            switch budget(of: group, { $0.start(at: now) }) {
            case .started:
                budget(of: group) { $0.noteWait(now - arrived) }
                return now - arrived
            case .at(let moment): try await sleep(moment - now)
            case .onceAnswered: try await park { lines[group.name, default: Line()].awaitsAnswer = $0 }
            }
        }
        throw CancellationError()
    }

    /// Says that the request of a place is over, however it ended; the place comes back one window from now.
    public func finish(_ group: EndpointGroup) {
        budget(of: group) { $0.finish(at: time.now()) }
        guard let ticket = lines[group.name]?.awaitsAnswer else { return }
        lines[group.name]?.awaitsAnswer = nil
        parked.removeValue(forKey: ticket)?.resume()
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

/// Those who wait for one budget. Only the first of them watches it; the others are parked behind.
private struct Line {
    var isBusy = false
    var tickets: [Int] = []
    /// The first one's ticket, while all places belong to requests that have no answer yet.
    var awaitsAnswer: Int?
}

extension RateLimiter {
    private func standInLine(_ name: String) async throws(CancellationError) {
        guard lines[name, default: Line()].isBusy else {
            lines[name, default: Line()].isBusy = true
            return
        }
        try await park { lines[name]?.tickets.append($0) }
    }

    /// Hands the first place in line on; those who gave up meanwhile are passed over.
    private func callNext(_ name: String) {
        while let ticket = lines[name]?.tickets.first {
            lines[name]?.tickets.removeFirst()
            if let next = parked.removeValue(forKey: ticket) { return next.resume() }
        }
        lines[name]?.isBusy = false
    }

    private func park(_ leave: (_ ticket: Int) -> Void) async throws(CancellationError) {
        lastTicket += 1
        let ticket = lastTicket
        do {
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                    if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
                    parked[ticket] = continuation
                    leave(ticket)
                }
            } onCancel: {
                Task { await self.giveUp(ticket) }
            }
        } catch {
            throw CancellationError()
        }
    }

    private func giveUp(_ ticket: Int) {
        parked.removeValue(forKey: ticket)?.resume(throwing: CancellationError())
    }
}
