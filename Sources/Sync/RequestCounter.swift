import PartnerAPI
import Synchronization

/// Counts the requests of a run as they are sent, every try one: in all, and by path until the scope takes its own.
public final class RequestCounter: Sendable {
    private struct State {
        var total = 0
        var byPath: [String: Int] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    public var total: Int { state.withLock { $0.total } }

    /// An observer for a client.
    @Sendable public func note(_ event: RequestEvent) {
        state.withLock {
            $0.total += 1
            $0.byPath[event.path, default: 0] += 1
        }
    }

    /// How many requests went to a path since it was last asked for.
    func take(_ path: String) -> Int {
        state.withLock { $0.byPath.removeValue(forKey: path) ?? 0 }
    }
}
