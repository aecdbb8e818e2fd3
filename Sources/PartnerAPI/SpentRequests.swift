import Catalog
import Foundation

/// Requests that the server may still count, although the program that sent them has ended.
public struct SpentRequests: Sendable, Equatable {
    /// The endpoint group's name.
    public let group: String
    /// How many were answered about then.
    public let requests: Int
    /// When the last of them was answered.
    public let answeredAt: Date

    public init(group: String, requests: Int, answeredAt: Date) {
        self.group = group
        self.requests = requests
        self.answeredAt = answeredAt
    }
}

extension Budgets {
    /// A budget's spent places are told in so many parts of a window, each as if all of it were spent at its end.
    private static let parts = 60

    /// What was spent within the last window, for `recall` in the next program; a request without an answer yet counts as
    /// answered now.
    public var spent: [SpentRequests] {
        let (now, date) = (time.now(), time.date())
        return budgets.sorted { $0.key < $1.key }.flatMap { name, budget in
            let parts = Dictionary(grouping: budget.spent(at: now)) { Int($0 / (window / Self.parts)) }
            return parts.sorted { $0.key < $1.key }.map { _, answers in
                let last = answers.max() ?? now
                return SpentRequests(group: name, requests: answers.count, answeredAt: date + (last - now) / .seconds(1))
            }
        }
    }

    /// Takes what an earlier program has spent off the budgets.
    public func recall(_ spent: [SpentRequests]) {
        let (now, date) = (time.now(), time.date())
        let groups = Dictionary(Endpoint.all.map { ($0.group.name, $0.group) }) { first, _ in first }
        for part in spent.sorted(by: { $0.answeredAt < $1.answeredAt }) {
            guard let group = groups[part.group] else { continue }
            // A clock that was set back meanwhile must not make anyone wait for longer than a window.
            let age = max(.zero, Duration.seconds(date.timeIntervalSince(part.answeredAt)))
            budget(of: group) { $0.recall(part.requests, answeredAt: now - age) }
        }
    }
}
