import PartnerAPI

/// Tells a scope that fails from an API that is gone: a run does not go through a thousand scopes to learn the latter.
actor CircuitBreaker {
    private var hasAnswered = false
    private var inARow = 0
    private static let tolerated = 4

    func answered() {
        hasAnswered = true
        inARow = 0
    }

    /// - Throws: the error, if it is the first thing that the run has met, or one more in a row than can be chance.
    func failed(_ error: PartnerAPIError) throws(PartnerAPIError) {
        if case .unauthorized = error {
            if !hasAnswered { throw error }
            return
        }
        inARow += 1
        if !hasAnswered || inARow > Self.tolerated { throw error }
    }
}
