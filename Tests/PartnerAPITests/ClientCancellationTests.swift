import Catalog
import Foundation
import Testing

@testable import PartnerAPI

/// A clock on which tasks sleep until they are cancelled. It tells when they have begun to sleep.
private struct Bedtime {
    let fellAsleep = AsyncStream<Void>.makeStream()

    var source: TimeSource {
        let asleep = fellAsleep.continuation
        return TimeSource(
            now: { .zero }, date: { Date(timeIntervalSince1970: 0) },
            sleep: { _ in
                asleep.yield()
                try await Task.sleep(for: .seconds(86_400))
            })
    }

    func whenAsleep() async {
        for await _ in fellAsleep.stream { return }
    }
}

@Suite struct ClientCancellationTests {
    private func get(_ base: BaseURL, _ rateLimiter: RateLimiter) -> Task<PartnerAPIError?, Never> {
        Task {
            await PartnerClient.with(base: base, credentials: bearer, rateLimiter: rateLimiter, options: .testing()) { client in
                do throws(PartnerAPIError) {
                    _ = try await client.get("/api/users/me", group: testGroup, read: jsonText)
                    return nil
                } catch {
                    return error
                }
            }
        }
    }

    private func isCancelled(_ task: Task<PartnerAPIError?, Never>) async -> Bool {
        if case .cancelled? = await task.value { true } else { false }
    }

    @Test func `A transfer ends when its task is cancelled`() async throws {
        let half = ScriptedServer.Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", thenCloses: false)
        for reply in [ScriptedServer.Reply.silence, half] {
            try await ScriptedServer.with([reply]) { server, base in
                let rateLimiter = RateLimiter(time: InstantTime().source)
                let task = get(base, rateLimiter)
                await server.nextRequest()
                task.cancel()
                #expect(await isCancelled(task))
                #expect(server.requests.count == 1)
            }
        }
    }

    @Test func `A backoff ends when its task is cancelled`() async throws {
        try await ScriptedServer.with([.http(500)]) { server, base in
            let bedtime = Bedtime()
            let task = get(base, RateLimiter(time: bedtime.source))
            await bedtime.whenAsleep()
            task.cancel()
            #expect(await isCancelled(task))
            #expect(server.requests.count == 1)
        }
    }

    @Test func `Waiting for a place ends when its task is cancelled`() async throws {
        try await ScriptedServer.with([.ok]) { server, base in
            let bedtime = Bedtime()
            let rateLimiter = RateLimiter(time: bedtime.source)
            await rateLimiter.hold(testGroup, for: .seconds(60))
            let task = get(base, rateLimiter)
            await bedtime.whenAsleep()
            task.cancel()
            #expect(await isCancelled(task))
            #expect(server.requests == [])
        }
    }

    @Test func `Many requests at once share the connections and lose nothing`() async throws {
        try await ScriptedServer.with([.ok]) { server, base in
            let rateLimiter = RateLimiter(time: InstantTime().source)
            let answers = await PartnerClient.with(base: base, credentials: bearer, rateLimiter: rateLimiter, options: .testing()) {
                client in
                await withTaskGroup(of: Bool.self) { group in
                    for number in 0..<100 {
                        group.addTask {
                            let answer = try? await client.get("/api/managed_users/\(number)", group: testGroup, read: jsonText)
                            return answer?.attempts == 1
                        }
                    }
                    return await group.reduce(0) { $1 ? $0 + 1 : $0 }
                }
            }
            #expect(answers == 100)
            #expect(Set(server.requests).count == 100)
        }
    }
}
