import ServiceLifecycle

/// Runs a function again and again on a schedule, until it is asked to stop or fails for good. The `sync --every` command gives it one run
/// as the function; the poller itself knows nothing of mirrors.
///
/// A graceful shutdown ends a pause at once and cancels a run that is going on. The poller waits until that run has returned.
public struct Poller: Service {
    let schedule: Schedule
    let clock: PollClock
    let random: @Sendable () -> Double
    let observe: @Sendable (Poll) async -> Void
    let poll: @Sendable (_ number: Int) async throws -> PollOutcome

    /// - Parameters:
    ///   - random: gives numbers from 0 to 1.
    ///   - observe: is told of every run, right after its end.
    ///   - poll: one run; its number counts from 1. An error counts as a failure and the run is tried again, except after a `FinalFailure`.
    public init(
        schedule: Schedule, clock: PollClock = .system, random: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
        observe: @escaping @Sendable (Poll) async -> Void = { _ in },
        poll: @escaping @Sendable (_ number: Int) async throws -> PollOutcome
    ) {
        self.schedule = schedule
        self.clock = clock
        self.random = random
        self.observe = observe
        self.poll = poll
    }

    /// Starts the first run at once.
    ///
    /// - Throws: the reason of a `FinalFailure`; `CancellationError` if the task is cancelled. A graceful shutdown throws nothing.
    public func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await repeatedly() }
        } catch is CancellationError where Task.isShuttingDownGracefully {
            return
        }
    }

    private func repeatedly() async throws {
        let first = clock.now()
        var failures = 0
        for number in 1... {
            let start = clock.now()
            let (result, isFinal) = await attempt(number)
            let end = clock.now()
            // A run that was stopped hasn't failed.
            if !Task.isCancelled { failures = Self.isFailure(result) ? failures + 1 : 0 }
            let run = Schedule.Run(start: start, end: end, failures: failures)
            let isLast = isFinal || Task.isCancelled
            let pause = isLast ? nil : schedule.next(after: run, first: first, draw: random()) - end
            await observe(Poll(number: number, result: result, took: end - start, failures: failures, nextIn: pause))
            if isFinal { _ = try result.get() }
            guard let pause else { throw CancellationError() }
            // The time that the observer took isn't added to the pause.
            try await clock.sleep(max(end + pause - clock.now(), .zero))
        }
    }

    private func attempt(_ number: Int) async -> (result: Result<PollOutcome, any Error>, isFinal: Bool) {
        do {
            return (.success(try await poll(number)), false)
        } catch let error as FinalFailure {
            return (.failure(error.reason), true)
        } catch {
            // A cancelled run may throw many kinds of errors. Here they become one.
            return (.failure(Task.isCancelled ? CancellationError() : error), false)
        }
    }

    private static func isFailure(_ result: Result<PollOutcome, any Error>) -> Bool {
        switch result {
        case .success(let outcome): outcome.isFailure
        case .failure: true
        }
    }
}

/// The clock of a poller. It is passed in, so that tests don't have to wait.
public struct PollClock: Sendable {
    /// The time since an arbitrary moment. It never runs backwards.
    public let now: @Sendable () -> Duration
    /// Waits this long, or throws as soon as the task is cancelled.
    public let sleep: @Sendable (Duration) async throws -> Void

    public init(now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's clock, which continues while the machine sleeps.
    public static let system: PollClock = {
        let start = ContinuousClock.now
        return PollClock(now: { start.duration(to: .now) }, sleep: { try await Task.sleep(for: $0, clock: .continuous) })
    }()
}
