import Dispatch
import Foundation
import UnixSignals

/// SIGINT and SIGTERM: the first asks a sync to stop, a second one ends the program at once.
enum StopSignal {
    /// What is at work may wait for a lock, or write a lot. To be cut off there loses no more than a kill does.
    private static let patience = DispatchTimeInterval.milliseconds(1_500)

    /// Runs until it is done.
    ///
    /// - Parameters:
    ///   - stop: is called at the first signal; what it throws ends the work.
    ///   - cutOff: ends the program if the work has not ended soon after that.
    static func stopping<Value: Sendable>(
        by stop: @escaping @Sendable () async throws -> Void, orAtLast cutOff: @escaping @Sendable () -> Never,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                guard await first() else { return nil }
                // Not a task: those may all be waiting for what does not end.
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
