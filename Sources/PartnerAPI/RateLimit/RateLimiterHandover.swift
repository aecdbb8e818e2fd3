import Catalog
import Foundation
import Values

extension RateLimiter {
    /// Spent places are stored for so many parts of a window, each as if all its places were spent at its end.
    private static let parts = 60

    /// What was spent within the last window. The mirror stores it for `recall` in the next program. A request without an answer counts as
    /// answered now.
    public var spent: [SpentRequests] {
        let (now, date) = (time.now(), time.date())
        return budgets.sorted { $0.key < $1.key }.flatMap { name, budget in
            let parts = Dictionary(grouping: budget.spent(at: now)) { Int($0 / (window / Self.parts)) }
            return parts.sorted { $0.key < $1.key }.map { _, answers in
                let last = answers.max() ?? now
                let answeredAt = date.timeIntervalSince1970 + (last - now) / .seconds(1)
                return SpentRequests(group: name, answeredAt: Int64((answeredAt * 1_000).rounded()), requests: answers.count)
            }
        }
    }

    /// Subtracts what an earlier program has spent from the budgets.
    public func recall(_ spent: [SpentRequests]) {
        let (now, date) = (time.now(), time.date())
        let groups = Dictionary(Endpoint.all.map { ($0.group.name, $0.group) }) { first, _ in first }
        for part in spent.sorted(by: { $0.answeredAt < $1.answeredAt }) {
            guard let group = groups[part.group] else { continue }
            // A clock that was set back meanwhile must not make anyone wait for longer than a window.
            let age = max(.zero, Duration.seconds(date.timeIntervalSince1970 - Double(part.answeredAt) / 1_000))
            budget(of: group) { $0.recall(part.requests, answeredAt: now - age) }
        }
    }
}
