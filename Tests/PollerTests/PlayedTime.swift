import Poller
import Synchronization

/// A clock for one task. Only sleeping moves it on, and work that asks for it. It remembers every sleep.
final class PlayedTime: Sendable {
    private struct State {
        var now = Duration.zero
        var slept: [Duration] = []
    }
    private let state = Mutex(State())

    var slept: [Duration] { state.withLock { $0.slept } }

    func work(_ duration: Duration) { state.withLock { $0.now += duration } }

    var clock: PollClock {
        PollClock(
            now: { self.state.withLock { $0.now } },
            sleep: { duration in
                try Task.checkCancellation()
                self.state.withLock {
                    $0.now += duration
                    $0.slept.append(duration)
                }
            })
    }
}

/// Waits until the task is cancelled, and tells when the waiting has begun.
struct Standstill: Sendable {
    private let beginning = AsyncStream.makeStream(of: Void.self)

    func wait() async throws {
        beginning.continuation.yield()
        for await _ in AsyncStream<Never>.makeStream().stream {}
        throw CancellationError()
    }

    func hasBegun() async { for await _ in beginning.stream { return } }
}

/// The lines so far, in their order.
final class Heard<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])
    var all: [Element] { elements.withLock { $0 } }
    func append(_ element: Element) { elements.withLock { $0.append(element) } }
}
