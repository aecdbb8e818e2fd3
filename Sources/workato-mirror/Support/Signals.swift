import Dispatch
import Foundation
import Synchronization
import UnixSignals

/// SIGINT and SIGTERM for commands that look for an interruption themselves, such as `query`.
enum Signals {
    private static let isInterrupted = Atomic(false)

    /// Turns the first Ctrl-C or SIGTERM into a cancellation, so that no half-written file is left. A second one ends the program.
    static func interruption() -> @Sendable () -> Bool {
        // This also initialises the variable, which a signal's handler must not do.
        isInterrupted.store(false, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                Signals.isInterrupted.store(true, ordering: .relaxed)
                signal(number, SIG_DFL)
            }
        }
        return { isInterrupted.load(ordering: .relaxed) }
    }
}

/// SIGINT and SIGTERM for `sync`: the first one asks it to stop, a second one ends the program at once.
enum StopSignal {
    /// How long the work may take to stop. It may wait for a lock, or write a lot. Ending it then loses no more than a kill does.
    private static let patience = DispatchTimeInterval.milliseconds(1_500)

    /// Runs `work` to its end, or until a signal comes.
    ///
    /// - Parameters:
    ///   - stop: is called at the first signal; what it throws ends the work.
    ///   - cutOff: ends the program if the work has not ended soon after the signal.
    static func stopping<Value: Sendable>(
        by stop: @escaping @Sendable () async throws -> Void, orAtLast cutOff: @escaping @Sendable () -> Never,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                guard await first() else { return nil }
                // This is not a task: all threads for tasks may be waiting for work that does not end.
                DispatchQueue.global().asyncAfter(deadline: .now() + patience) { cutOff() }
                try await stop()
                return nil
            }
            defer { group.cancelAll() }
            for try await case let value? in group { return value }
            throw CancellationError()
        }
    }

    /// Waits for a signal; false if the task was cancelled instead.
    private static func first() async -> Bool {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { break }
        guard !Task.isCancelled else { return false }
        for signal in [SIGINT, SIGTERM] { Foundation.signal(signal, SIG_DFL) }
        return true
    }
}
