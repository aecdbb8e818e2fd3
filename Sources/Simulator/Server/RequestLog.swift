import Synchronization

/// The requests that a simulator has received, without those to its own `/simulator/…` routes.
public final class RequestLog: Sendable {
    private struct Contents: Sendable {
        var requests: [SimulatorRequest] = []
        var total = 0
        var statuses: [Int: Int] = [:]
    }

    // The millions of requests of a benchmark must not fill the memory.
    private static let kept = 100_000
    private let contents = Mutex(Contents())

    init() {}

    /// The first 100,000 requests in the order of arrival.
    public var all: [SimulatorRequest] { contents.withLock { $0.requests } }

    /// All requests, kept or not.
    public var count: Int { contents.withLock { $0.total } }

    /// How often each method and path was asked for, such as `GET /api/managed_users`.
    public var counts: [String: Int] {
        all.reduce(into: [:]) { $0["\($1.method) \($1.path)", default: 0] += 1 }
    }

    /// How often each status was answered. A connection that was reset has no status.
    public var statuses: [Int: Int] { contents.withLock { $0.statuses } }

    public func reset() { contents.withLock { $0 = Contents() } }

    func append(_ request: SimulatorRequest) {
        contents.withLock { contents in
            contents.total += 1
            if contents.requests.count < Self.kept { contents.requests.append(request) }
        }
    }

    func count(status: Int) { contents.withLock { $0.statuses[status, default: 0] += 1 } }
}
