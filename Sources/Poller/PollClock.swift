/// The time that a poller lives in.
public struct PollClock: Sendable {
    /// The time since an arbitrary moment; it never runs backwards.
    public let now: @Sendable () -> Duration
    /// Waits this long, or throws as soon as the task is cancelled.
    public let sleep: @Sendable (Duration) async throws -> Void

    public init(now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's clock, which goes on while the machine is asleep.
    public static let system: PollClock = {
        let start = ContinuousClock.now
        return PollClock(now: { start.duration(to: .now) }, sleep: { try await Task.sleep(for: $0, clock: .continuous) })
    }()
}
