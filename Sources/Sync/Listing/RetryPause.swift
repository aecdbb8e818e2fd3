import Foundation
import Store

/// How long a poller leaves a listing alone that fails again and again: it would cost every run its tries.
struct RetryPause {
    /// After the first, the second and every later failure in a row.
    private static let pauses: [Duration] = [.seconds(3_600), .seconds(4 * 3_600), .seconds(24 * 3_600)]

    /// When the listing is to be tried again.
    let until: Date

    /// Nil if there was no try, or if it seems to lie ahead: then a clock was wrong, and says nothing.
    init?(after tries: FailedTries, now: Date) {
        guard tries.count > 0, let last = Date(stamp: tries.last), last <= now else { return nil }
        let pause = Self.pauses[min(tries.count, Self.pauses.count) - 1]
        until = last + Double(pause.components.seconds)
    }
}
