import Foundation
import PartnerAPI
import Synchronization

/// Runs tasks on the calling thread, one job after another. When `drain` returns, every task waits for something.
final class ManualExecutor: TaskExecutor {
    private let jobs = Mutex<[UnownedJob]>([])

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
    }

    func drain() {
        while let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}

/// A clock that stands still until all tasks wait, and then jumps to the next sleeper.
final class VirtualTime: Sendable {
    private struct Sleeper {
        let id: Int
        let until: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }
    private struct State {
        var now = Duration.zero
        var lastID = 0
        var sleepers: [Sleeper] = []
    }
    private let state = Mutex(State())
    let executor = ManualExecutor()

    var now: Duration { state.withLock { $0.now } }

    var source: TimeSource {
        TimeSource(
            now: { self.now },
            date: { Date(timeIntervalSince1970: 1_700_000_000 + self.now / .seconds(1)) },
            sleep: { try await self.sleep($0) })
    }

    /// Starts a task that `run` will continue.
    func start<Success: Sendable>(_ body: @escaping @Sendable () async throws -> Success) -> Task<Success, any Error> {
        Task(executorPreference: executor, operation: body)
    }

    /// Runs until no task sleeps and no task can run.
    func run() {
        repeat { executor.drain() } while advance()
    }

    /// Lets the tasks run until all of them wait, without moving the clock.
    func settle() { executor.drain() }

    /// Lets the tasks run until this one has ended, without moving the clock.
    func end<Success: Sendable>(of task: Task<Success, any Error>) async -> Result<Success, any Error> {
        let result = Mutex<Result<Success, any Error>?>(nil)
        async let watcher: Void = {
            let value = await task.result
            result.withLock { $0 = value }
        }()
        // Cancellation reaches an actor from outside the executor, at any moment.
        while result.withLock({ $0 == nil }) {
            settle()
            await Task.yield()
        }
        await watcher
        return await task.result
    }

    func sleep(_ duration: Duration) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                state.withLock { $0.sleepers.append(Sleeper(id: id, until: $0.now + duration, continuation: continuation)) }
                if Task.isCancelled { wake(throwing: CancellationError()) { $0.id == id } }
            }
        } onCancel: {
            wake(throwing: CancellationError()) { $0.id == id }
        }
    }

    private func advance() -> Bool {
        guard let next = state.withLock({ $0.sleepers.map(\.until).min() }) else { return false }
        state.withLock { $0.now = max($0.now, next) }
        wake { $0.until <= next }
        return true
    }

    private func wake(throwing error: (any Error)? = nil, _ isMeant: (Sleeper) -> Bool) {
        let woken = state.withLock { state in
            let woken = state.sleepers.filter(isMeant)
            state.sleepers.removeAll(where: isMeant)
            return woken
        }
        for sleeper in woken {
            if let error { sleeper.continuation.resume(throwing: error) } else { sleeper.continuation.resume() }
        }
    }
}

/// A clock for one task. Sleeping only moves it on. It remembers every sleep.
final class InstantTime: Sendable {
    private let naps = Mutex<[Duration]>([])

    var slept: [Duration] { naps.withLock { $0 } }

    var source: TimeSource {
        TimeSource(
            now: { self.slept.reduce(.zero, +) },
            date: { Date(timeIntervalSince1970: 1_700_000_000) },
            sleep: { duration in
                try Task.checkCancellation()
                self.naps.withLock { $0.append(duration) }
            })
    }
}
