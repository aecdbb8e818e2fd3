/// How long to wait before the next try, if the server doesn't say. The client asks it after each failed try.
public struct Backoff: Sendable {
    private static let first = Duration.seconds(1)
    private static let cap = Duration.seconds(60)

    private let random: @Sendable () -> Double

    /// - Parameter random: gives a number from 0 up to 1: the share of the longest wait that is taken (full jitter).
    public init(random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }) {
        self.random = random
    }

    /// At most 1, 2, 4, 8 … 60 seconds.
    ///
    /// - Parameter attempt: the number of the try that has failed, from 1.
    func delay(after attempt: Int) -> Duration {
        min(Self.cap, Self.first * Self.doublings(attempt)) * random()
    }

    /// The wait after a 429 without a usable `Retry-After`. All these waits together last at least a whole window, because the server's
    /// window may just have begun.
    func delay(after429 attempt: Int, tries: Int, window: Duration) -> Duration {
        let waits = max(tries - 1, 1)
        let shares = (1...waits).reduce(0) { $0 + Self.doublings($1) }
        return window * Self.doublings(min(attempt, waits)) / shares + delay(after: attempt)
    }

    private static func doublings(_ attempt: Int) -> Int { 1 << min(max(attempt - 1, 0), 16) }
}
