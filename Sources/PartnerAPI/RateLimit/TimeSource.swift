import Foundation

/// The clocks of this module. They are passed in, so that tests don't have to wait.
public struct TimeSource: Sendable {
    /// The time since an arbitrary moment. It never runs backwards.
    public let now: @Sendable () -> Duration
    /// The wall clock: it dates answers, and a `Retry-After` date is compared with it.
    public let date: @Sendable () -> Date
    /// Waits this long, or throws as soon as the task is cancelled.
    public let sleep: @Sendable (Duration) async throws -> Void

    public init(
        now: @escaping @Sendable () -> Duration,
        date: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.date = date
        self.sleep = sleep
    }

    /// The machine's clocks.
    public static let system: TimeSource = {
        let start = ContinuousClock.now
        return TimeSource(
            now: { start.duration(to: .now) },
            date: { Date() },
            sleep: { try await Task.sleep(for: $0, clock: .continuous) })
    }()
}
