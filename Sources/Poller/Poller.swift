import ServiceLifecycle

/// Runs something again and again on a schedule, until it is asked to stop or fails for good.
///
/// A graceful shutdown ends a pause at once and cancels the run that is under way; the poller waits for that run to return.
public struct Poller: Service {
    let schedule: Schedule
    let clock: PollClock
    let random: @Sendable () -> Double
    let observe: @Sendable (Poll) async -> Void
    let poll: @Sendable (_ number: Int) async throws -> PollOutcome

    /// - Parameters:
    ///   - random: gives numbers from 0 to 1.
    ///   - observe: is told of every run, right after its end.
    ///   - poll: one run; its number counts from 1. What it throws counts as a failure and is tried again, but for a `FinalFailure`.
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

    /// Begins with a run at once.
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
            // A run that was stopped has not failed.
            if !Task.isCancelled { failures = Self.isFailure(result) ? failures + 1 : 0 }
            let run = Schedule.Run(start: start, end: end, failures: failures)
            let isLast = isFinal || Task.isCancelled
            let pause = isLast ? nil : schedule.next(after: run, first: first, draw: random()) - end
            await observe(Poll(number: number, result: result, took: end - start, failures: failures, nextIn: pause))
            if isFinal { _ = try result.get() }
            guard let pause else { throw CancellationError() }
            // The observer's own time is not added to the pause.
            try await clock.sleep(max(end + pause - clock.now(), .zero))
        }
    }

    private func attempt(_ number: Int) async -> (result: Result<PollOutcome, any Error>, isFinal: Bool) {
        do {
            return (.success(try await poll(number)), false)
        } catch let error as FinalFailure {
            return (.failure(error.reason), true)
        } catch {
            // What a run throws when it is cancelled has many names; here it is one.
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
