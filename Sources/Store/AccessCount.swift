import Synchronization

/// Counts the accesses to a side file, so that many of them share a transaction.
final class AccessCount: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
