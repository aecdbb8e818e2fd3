import Catalog
import Foundation
import Store

/// What a mirror must be like to be asked: fresh enough, or complete.
///
/// The last run's state alone does not say so: a run of a few resources (`--only`) completes too, and what is listed once a day
/// is not in every run. So it is asked of each listing that a whole run with these options would keep.
public struct FreshnessPolicy: Sendable {
    /// How long ago the listing that was read longest ago may have been read; what is listed at intervals may be older by its own.
    public var age: Duration?
    /// Every listing's newest attempt was read to its end and published, and so was the last run.
    public var isComplete: Bool

    public init(age: Duration? = nil, isComplete: Bool = false) {
        self.age = age
        self.isComplete = isComplete
    }

    /// Why the mirror is not as required, in one line; nil if it is.
    ///
    /// - Parameters:
    ///   - coverage: what the mirror says of itself, now or as of a past run.
    ///   - isPast: it is of a past run; which listings there were then, only those that were tried tell.
    ///   - now: what ages are counted to.
    public func violation(
        of coverage: CoverageReading, _ options: SyncRun.Options, catalog: Catalog = .standard, isPast: Bool = false, now: Date
    ) -> String? {
        guard let last = coverage.lastRun else { return "no run has been published yet" }
        let known = Dictionary(coverage.resources.map { ($0.resource, $0) }) { first, _ in first }
        let required = Selection(options, of: catalog) { _ in "" }.resources.filter(\.isListedInFull)
        for resource in required {
            let expected = (resource.parent.map { coverage.parents[$0.resource] ?? 0 } ?? 1) + (resource.listing.ownPath == nil ? 0 : 1)
            guard let listings = known[resource.name] else {
                if expected > 0 { return "\(resource.name) was never listed" }
                continue
            }
            let unlisted = isPast ? 0 : max(0, expected - listings.scopes)
            if let problem = problem(of: listings, unlisted: unlisted, interval: options.intervals[resource.name], now) { return problem }
        }
        guard isComplete, last.state != .complete else { return nil }
        return "the last run, \(last.id), was \(last.state.rawValue)"
    }

    private func problem(of listings: Coverage, unlisted: Int, interval: Duration?, _ now: Date) -> String? {
        let total = listings.scopes + unlisted
        func some(_ count: Int) -> String { count == total ? listings.resource : "\(count) of \(total) listings of \(listings.resource)" }
        let never = listings.never + unlisted
        if never > 0 { return "\(some(never)) was never read to its end" }
        if isComplete, listings.failing > 0 { return "\(some(listings.failing)) failed when last tried" }
        if isComplete, listings.refused > 0 { return "\(some(listings.refused)) had deletions refused when last listed" }
        guard let age, let oldest = listings.oldest.flatMap(Date.init(stamp:)) else { return nil }
        let limit = age + (interval ?? .zero)
        guard now.timeIntervalSince(oldest) > Double(limit.components.seconds) else { return nil }
        return
            "\(listings.resource) was last listed as a whole \(text(now.timeIntervalSince(oldest))) ago, which is longer than \(text(limit))"
    }

    private func text(_ seconds: TimeInterval) -> String { text(.seconds(Int(seconds))) }

    private func text(_ duration: Duration) -> String {
        duration.formatted(.units(allowed: [.days, .hours, .minutes, .seconds], width: .narrow, maximumUnitCount: 2))
    }
}

extension Resource {
    /// Every record of its parent has such a listing, and every run reads it: not what is listed by choice, or once a version.
    fileprivate var isListedInFull: Bool { parent.map { $0.selection == .all } ?? true }
}
