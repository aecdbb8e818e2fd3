import Synchronization
import TestServers
import Testing

@Suite("A turn to have a server")
struct ServerTurnTests {
    @Test("is had by a few tests at a time, and by each of them in the end") func few() async throws {
        struct Seen { var now = 0, most = 0, all = 0 }
        let seen = Mutex(Seen())
        try await withThrowingTaskGroup { group in
            for _ in 1...200 {
                group.addTask {
                    try await ServerTurn.take {
                        seen.withLock {
                            $0.now += 1
                            $0.most = max($0.most, $0.now)
                        }
                        for _ in 1...5 { await Task.yield() }
                        seen.withLock {
                            $0.now -= 1
                            $0.all += 1
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        seen.withLock { #expect($0.most <= ServerTurn.count && $0.all == 200) }
    }

    @Test("is enough for two servers: a test that has one waits for no second one") func nested() async throws {
        struct Failure: Error {}
        try await withThrowingTaskGroup { group in
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
