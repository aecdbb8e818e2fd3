import Foundation
import Synchronization
import Values

/// What a mirror that keeps itself up to date has done, in numbers. Counters count from the program's start.
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

    /// - Parameter now: the wall clock that ages are measured by.
    public init(now: @escaping @Sendable () -> Date = { Date() }) {
        self.now = now
    }

    /// Counts one try of a request.
    ///
    /// - Parameter status: nil where no answer came.
    public func noteRequest(group: String, status: Int?) {
        state.withLock { $0.add(.requests, group, status.map(String.init) ?? "none", count: 1) }
    }

    /// - Parameter share: of the requests that the group's budget allowed in the run's time, from 0 to 1.
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

    /// - Parameter moment: when the resource was last listed to its end and published; also from before the program's start.
    public func noteListed(resource: String, at moment: Date) {
        state.withLock { $0.listed[resource] = moment }
    }

    /// A run has ended.
    public func noteRun(_ run: RunState, took: Duration, endedAt moment: Date) {
        state.withLock { state in
            state.add(.runs, run.rawValue, count: 1)
            for each in RunState.allCases { state.set(.lastState, each.rawValue, to: each == run ? 1 : 0) }
            state.set(.lastDuration, to: took / .seconds(1))
            state.set(.lastEnd, to: moment.timeIntervalSince1970)
        }
    }

    /// All of it in Prometheus's text format 0.0.4, in a stable order; ages are those of this moment.
    public func text() -> String {
        let moment = now()
        let (samples, listed) = state.withLock { ($0.samples, $0.listed) }
        // A wall clock may be set back; an age below zero would look like a fault of the mirror.
        let ages = Dictionary(uniqueKeysWithValues: listed.map { ([$0.key], max(0, moment.timeIntervalSince($0.value))) })
        return MetricFamily.all.map { $0.text($0.name == MetricFamily.age.name ? ages : samples[$0.name] ?? [:]) }.joined()
    }
}
