import Foundation
import PartnerAPI
import Store

/// Ends a run when the API itself is gone, so that the run doesn't go through a thousand scopes to learn that. `ScopeLister` tells it how
/// each scope went; it touches nothing else.
actor CircuitBreaker {
    private var hasAnswered = false
    private var failuresInARow = 0
    /// So many scopes may fail one after another by chance.
    private static let tolerated = 4

    func answered() {
        hasAnswered = true
        failuresInARow = 0
    }

    /// - Throws: the error, if the run has had no answer yet, or if too many scopes in a row have failed.
    func failed(_ error: PartnerAPIError) throws(PartnerAPIError) {
        if case .unauthorized = error {
            if !hasAnswered { throw error }
            return
        }
        failuresInARow += 1
        if !hasAnswered || failuresInARow > Self.tolerated { throw error }
    }
}

/// How long a poller leaves a listing alone that fails run after run: each run would spend all its tries on it again.
struct RetryPause {
    /// After the first, the second and every later failure in a row.
    private static let pauses: [Duration] = [.seconds(3_600), .seconds(4 * 3_600), .seconds(24 * 3_600)]

    /// When the listing is to be tried again.
    let until: Date

    /// Nil if no try has failed. Also nil if the last try seems to lie in the future: then a clock was wrong.
    init?(after tries: FailedTries, now: Date) {
        guard tries.count > 0, let last = Date(stamp: tries.last), last <= now else { return nil }
        let pause = Self.pauses[min(tries.count, Self.pauses.count) - 1]
        until = last + Double(pause.components.seconds)
    }
}
