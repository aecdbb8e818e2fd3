import Foundation

/// Whether the mirror is fresh enough to be relied on.
public enum HealthReport: Sendable, Equatable {
    case fresh
    /// The reason names no secrets: whoever reaches the port can read it.
    case stale(reason: String)

    /// Judges by the last run that went well.
    ///
    /// - Parameters:
    ///   - lastGood: when it ended; nil if there was none yet.
    ///   - allowed: how old that may be.
    public init(lastGood: Date?, now: Date, allowed: Duration) {
        guard let lastGood else {
            self = .stale(reason: "no run has gone well yet")
            return
        }
        let age = Duration.seconds(now.timeIntervalSince(lastGood))
        guard age > allowed else {
            self = .fresh
            return
        }
        self = .stale(
            reason: "the last run that went well ended \(age.components.seconds) s ago; \(allowed.components.seconds) s are allowed")
    }
}
