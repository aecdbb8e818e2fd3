import Foundation
import Synchronization

/// How the program meets the signals that concern a query.
enum Signals {
    private static let isInterrupted = Atomic(false)

    /// Turns the first Ctrl-C or SIGTERM into a cancellation, so that no half-written file is left; the second ends the program.
    static func interruption() -> @Sendable () -> Bool {
        // Read once before any signal: a handler must not be what initialises it.
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
