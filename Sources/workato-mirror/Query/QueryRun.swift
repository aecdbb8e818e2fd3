import Foundation
import Reports
import Settings

/// How a command runs queries: on which mirror, about which moment, and within which limits.
struct QueryRun {
    let path: String
    /// Nil for now.
    let asOf: String?
    private let limits: QueryLimits

    /// - Throws: `ReportsError.cancelled` if a signal has come.
    func checkCancellation() throws(ReportsError) { if limits.isCancelled() { throw .cancelled } }

    /// - Parameter isCancelled: whether a query has to stop.
    init(_ settings: Settings, asOf: String?, isCancelled: @escaping @Sendable () -> Bool) {
        path = settings.db
        self.asOf = asOf
        limits = QueryLimits(timeout: settings.timeout, valueSize: settings.valueLimit, isCancelled: isCancelled)
    }

    /// For a command that runs queries and does nothing else: a signal stops them, and the memory of the whole process is limited.
    init(command settings: Settings, asOf: String?) {
        self.init(settings, asOf: asOf, isCancelled: Signals.interruption())
        limits.limitMemory()
    }

    /// - Parameter remarks: also takes what is said on stderr about rows that may be missing.
    func reader(_ remarks: ToldRemarks? = nil) -> SafeReader {
        SafeReader(path: path, limits: limits, prepare: AsOfResolver.preparation(asOf, of: path)) { remark in
            remarks?.add(remark)
            Terminal.warn(remark)
        }
    }

    /// The same about another moment, without a word on stderr.
    func reader(asOf other: String?, _ warn: @escaping @Sendable (String) -> Void) -> SafeReader {
        SafeReader(path: path, limits: limits, prepare: AsOfResolver.preparation(other, of: path), warn: warn)
    }
}
