import Foundation
import Synchronization

/// Lets only a few tests at a time have a server.
///
/// Swift Testing starts all suites at once. A hundred servers in one process, each with its clients, files and worlds, make every
/// request wait for all the others; with a few, a test takes as long as its own work, on a busy machine too.
public enum ServerTurn {
    /// So many that a test which waits for something leaves no processor idle.
    public static let count = 2 * ProcessInfo.processInfo.activeProcessorCount
    private static let turns = Turns(free: count)
    /// A test that starts a second server needs no second turn: all the others might be waiting for one as well.
    @TaskLocal private static var isTaken = false

    /// Runs `body` as soon as it is its turn.
    public static func take<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
    ) async throws -> Result {
        guard !isTaken else { return try await body() }
        await turns.begin()
        defer { turns.end() }
        return try await $isTaken.withValue(true) { try await body() }
    }
}

/// Turns that are given in the order in which they were asked for.
final class Turns: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let state: Mutex<State>

    init(free: Int) { state = Mutex(State(free: free)) }

    func begin() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    /// The turn goes to who has waited longest.
    func end() {
        let next = state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() as CheckedContinuation<Void, Never>? }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
