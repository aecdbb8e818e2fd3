import GRDBSQLite

/// When a query has to stop before its end.
public struct QueryLimits: Sendable {
    /// The longest a query may run; nil for as long as it takes.
    public var timeout: Duration?
    /// How many bytes a value may have, or a row, and the statement itself.
    public var valueSize: Int
    /// Asked every few thousand steps of SQLite's machine; true ends the query.
    public var isCancelled: @Sendable () -> Bool

    /// A mirror has values of some megabytes: the code of a recipe, an answer that was kept.
    public static let defaultValueSize = 64_000_000

    public init(
        timeout: Duration? = nil, valueSize: Int = defaultValueSize, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.timeout = timeout
        self.valueSize = valueSize
        self.isCancelled = isCancelled
    }

    /// Bounds the memory that SQLite takes in this process: a query sorts and joins in files, so that only its values need much.
    public func limitMemory() { sqlite3_hard_heap_limit64(sqlite3_int64(max(256_000_000, 4 * valueSize))) }

    func install(on connection: OpaquePointer?) {
        sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, CInt(clamping: valueSize))
    }
}

/// A number of bytes as a person writes it.
enum ByteCount {
    static func text(_ bytes: Int) -> String {
        let unit = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "KB")].first { bytes % $0.0 == 0 }
        return unit.map { "\(bytes / $0.0) \($0.1)" } ?? "\(bytes) bytes"
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
