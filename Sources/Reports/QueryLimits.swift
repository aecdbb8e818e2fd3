import GRDBSQLite

/// When a query has to stop before its end.
public struct QueryLimits: Sendable {
    /// The longest a query may run; nil for as long as it takes.
    public var timeout: Duration?
    /// Asked every few thousand steps of SQLite's machine; true ends the query.
    public var isCancelled: @Sendable () -> Bool

    public init(timeout: Duration? = nil, isCancelled: @escaping @Sendable () -> Bool = { false }) {
        self.timeout = timeout
        self.isCancelled = isCancelled
    }
}

/// Watches the limits while a query runs, also when it computes for long without giving a row.
final class QueryWatch {
    /// Rare enough to cost nothing, often enough to stop within milliseconds.
    private static let steps: CInt = 4000

    private let limits: QueryLimits
    private let deadline: ContinuousClock.Instant?
    private(set) var verdict: ReportsError?

    init(_ limits: QueryLimits) {
        self.limits = limits
        deadline = limits.timeout.map { ContinuousClock.now + $0 }
    }

    /// Puts the watch in force; `remove(from:)` has to be called before the watch goes.
    func install(on connection: OpaquePointer?) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_progress_handler(
            connection, Self.steps,
            { context in
                guard let context else { return 1 }
                return Unmanaged<QueryWatch>.fromOpaque(context).takeUnretainedValue().mustStop() ? 1 : 0
            }, context)
    }

    func remove(from connection: OpaquePointer?) {
        sqlite3_progress_handler(connection, 0, nil, nil)
    }

    /// Whether a limit is reached, and from then on which.
    func mustStop() -> Bool {
        if limits.isCancelled() {
            verdict = .cancelled
        } else if let deadline, ContinuousClock.now >= deadline {
            verdict = .timedOut(seconds: Int(limits.timeout?.components.seconds ?? 0))
        }
        return verdict != nil
    }
}
