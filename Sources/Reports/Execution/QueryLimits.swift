import GRDBSQLite

/// The limits of a query: time, size of values, and cancellation.
public struct QueryLimits: Sendable {
    /// How long a query may run; nil for no limit.
    public var timeout: Duration?
    /// How many bytes a value, a row, or the statement may have.
    public var valueSize: Int
    /// Called every few thousand steps of SQLite's machine; true ends the query.
    public var isCancelled: @Sendable () -> Bool

    /// A mirror may have values of some megabytes: the code of a recipe, or an answer that was kept.
    public static let defaultValueSize = 64_000_000

    public init(
        timeout: Duration? = nil, valueSize: Int = defaultValueSize, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.timeout = timeout
        self.valueSize = valueSize
        self.isCancelled = isCancelled
    }

    /// Limits the memory that SQLite takes in this process. Queries sort and join in files, so only large values need much memory.
    public func limitMemory() { sqlite3_hard_heap_limit64(sqlite3_int64(max(256_000_000, 4 * valueSize))) }

    func install(on connection: OpaquePointer?) {
        sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, CInt(clamping: valueSize))
    }
}

/// Writes a number of bytes for people.
enum ByteCount {
    static func text(_ bytes: Int) -> String {
        let unit = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "KB")].first { bytes % $0.0 == 0 }
        return unit.map { "\(bytes / $0.0) \($0.1)" } ?? "\(bytes) bytes"
    }
}

/// Checks the limits while a query runs, also if it computes for long without a row.
final class QueryWatch {
    /// Rare enough to cost nothing, and often enough to stop within milliseconds.
    private static let steps: CInt = 4000

    private let limits: QueryLimits
    private let deadline: (end: ContinuousClock.Instant, timeout: Duration)?
    /// The limit that has been reached.
    private(set) var stopReason: ReportsError?

    init(_ limits: QueryLimits) {
        self.limits = limits
        deadline = limits.timeout.map { (ContinuousClock.now + $0, $0) }
    }

    /// Installs the watch. Call `remove(from:)` before the watch is released.
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

    /// Whether a limit has been reached; if so, `stopReason` says which.
    func mustStop() -> Bool {
        if limits.isCancelled() {
            stopReason = .cancelled
        } else if let deadline, ContinuousClock.now >= deadline.end {
            stopReason = .timedOut(seconds: Int(deadline.timeout.components.seconds))
        }
        return stopReason != nil
    }
}
