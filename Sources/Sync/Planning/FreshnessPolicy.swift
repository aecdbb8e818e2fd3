import Catalog
import Foundation
import Store

/// How fresh and how complete a mirror must be before a query is answered. The query command asks it; it only looks at what the mirror
/// says about itself.
///
/// The state of the last run isn't enough: a run of a few resources (`--only`) completes too, and what is listed once a day isn't in every
/// run. So each listing is checked that a whole run with these options would read.
public struct FreshnessPolicy: Sendable {
    /// The highest age of any listing. A resource that is listed at intervals may be older by its interval.
    public var age: Duration?
    /// Whether the newest attempt at each listing must have succeeded, and the last run too.
    public var isComplete: Bool

    public init(age: Duration? = nil, isComplete: Bool = false) {
        self.age = age
        self.isComplete = isComplete
    }

    /// Why the mirror doesn't meet the policy, in one line; nil if it does.
    ///
    /// - Parameters:
    ///   - coverage: what the mirror says about itself, now or as of a past run.
    ///   - isPast: the coverage is that of a past run. Then only the listings that had been tried are known.
    ///   - now: the time that ages are counted to.
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
    /// Every record of its parent has such a listing, and every run reads it. False for what the configuration chooses, and for what is
    /// listed once a version.
    fileprivate var isListedInFull: Bool { parent.map { $0.selection == .all } ?? true }
}
