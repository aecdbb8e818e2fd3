import Foundation

/// Whether the mirror is fresh enough: the answer of `/healthz`.
public enum HealthReport: Sendable, Equatable {
    case fresh
    /// The reason holds no secrets, because anyone who can reach the port can read it.
    case stale(reason: String)

    /// Decides by the last successful run.
    ///
    /// - Parameters:
    ///   - lastSuccess: when that run ended; nil if no run has succeeded yet.
    ///   - allowed: how long ago that may be.
    public init(lastSuccess: Date?, now: Date, allowed: Duration) {
        guard let lastSuccess else {
            self = .stale(reason: "no run has succeeded yet")
            return
        }
        let age = Duration.seconds(now.timeIntervalSince(lastSuccess))
        guard age > allowed else {
            self = .fresh
            return
        }
        self = .stale(
            reason: "the last successful run ended \(age.components.seconds) s ago; \(allowed.components.seconds) s are allowed")
    }
}
