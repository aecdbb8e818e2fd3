import Foundation
import Synchronization
import Values

/// The numbers behind `/metrics`: what `sync --every` has done since the program's start.
///
/// The poller reports to it, and the server reads it, from any task.
public final class MirrorMetrics: Sendable {
    private struct State {
        var samples: [String: [[String]: Double]] = [:]
        var listed: [String: Date] = [:]

        mutating func set(_ family: MetricFamily, _ labels: String..., to value: Double) {
            samples[family.name, default: [:]][labels] = value
        }

        mutating func add(_ family: MetricFamily, _ labels: String..., count: Int) {
            samples[family.name, default: [:]][labels, default: 0] += Double(count)
        }
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> Date

    /// - Parameter now: the clock that ages are measured with.
    public init(now: @escaping @Sendable () -> Date = { Date() }) {
        self.now = now
    }

    /// Counts one try of a request.
    ///
    /// - Parameter status: nil if no answer came.
    public func noteRequest(group: String, status: Int?) {
        state.withLock { $0.add(.requests, group, status.map(String.init) ?? "none", count: 1) }
    }

    /// Sets how much of a group's budget the last run used.
    ///
    /// - Parameter share: the run's requests divided by those that the budget allowed in its time, from 0 to 1.
    public func noteBudget(group: String, share: Double) {
        state.withLock { $0.set(.budgetUsed, group, to: share) }
    }

    /// Adds what a run found in one resource.
    public func noteRun(resource: String, records: Int, changes: Int) {
        state.withLock {
            $0.add(.records, resource, count: records)
            $0.add(.changes, resource, count: changes)
        }
    }

    /// Sets when a resource was last listed to its end and published, which may be before the program's start.
    public func noteListed(resource: String, at moment: Date) {
        state.withLock { $0.listed[resource] = moment }
    }

    /// Sets the head of the mirror's chain, in hexadecimal.
    public func noteChainHead(_ sha256: String) {
        state.withLock { $0.samples[MetricFamily.chainHead.name] = [[sha256]: 1] }
    }

    /// Notes that a run has ended.
    public func noteRun(_ run: RunState, took: Duration, endedAt moment: Date) {
        state.withLock { state in
            state.add(.runs, run.rawValue, count: 1)
            for each in RunState.allCases { state.set(.lastState, each.rawValue, to: each == run ? 1 : 0) }
            state.set(.lastDuration, to: took / .seconds(1))
            state.set(.lastEnd, to: moment.timeIntervalSince1970)
        }
    }

    /// All metrics in Prometheus's text format 0.0.4, in a stable order. Ages are counted to this moment.
    public func text() -> String {
        let moment = now()
        let (samples, listed) = state.withLock { ($0.samples, $0.listed) }
        // The clock may be set back. A negative age would look like a fault of the mirror.
        let ages = Dictionary(uniqueKeysWithValues: listed.map { ([$0.key], max(0, moment.timeIntervalSince($0.value))) })
        return MetricFamily.all.map { $0.text($0.name == MetricFamily.age.name ? ages : samples[$0.name] ?? [:]) }.joined()
    }
}
