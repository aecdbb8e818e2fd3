import Synchronization
import TestServers
import Testing

@Suite("A turn to have a server")
struct ServerTurnTests {
    private final class Seen: Sendable {
        struct Counts { var now = 0, most = 0, all = 0 }
        let counts = Mutex(Counts())
    }

    @Test("is had by a few tests at a time, and by each of them in the end") func few() async throws {
        let seen = Seen()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...200 {
                group.addTask {
                    try await ServerTurn.take {
                        seen.counts.withLock {
                            $0.now += 1
                            $0.most = max($0.most, $0.now)
                        }
                        for _ in 1...5 { await Task.yield() }
                        seen.counts.withLock {
                            $0.now -= 1
                            $0.all += 1
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let counts = seen.counts.withLock { $0 }
        #expect(counts.most <= ServerTurn.count && counts.all == 200)
    }

    @Test("is enough for two servers: a test that has one waits for no second one") func nested() async throws {
        struct Failure: Error {}
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<(3 * ServerTurn.count) {
                group.addTask {
                    try await ServerTurn.take {
                        await Task.yield()
                        // One that fails gives its turn back all the same.
                        await #expect(throws: Failure.self) { try await ServerTurn.take { throw Failure() } }
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
