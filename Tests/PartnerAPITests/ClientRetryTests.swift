import Catalog
import JSONPages
import Testing

@testable import PartnerAPI

struct ClientRetryTests {
    @Test(arguments: [500, 502, 503, 504, 599])
    func `A failing server is asked again, with growing pauses`(status: Int) async throws {
        let failure = ScriptedServer.Reply.http(status, "<html>Bad gateway</html>")
        let asked = try await ask([failure, failure, .ok])
        #expect(try asked.result.get().attempts == 3)
        #expect(asked.slept == [.seconds(1), .seconds(2)])
        #expect(asked.events.map(\.status) == [status, status, 200])
        #expect(asked.events.map(\.retryIn) == [.seconds(1), .seconds(2), nil])
        #expect(asked.usage.requests == 3)
        #expect(asked.events[1].description.hasPrefix("GET /api/managed_users, \(status), 24 bytes, took "))
        #expect(asked.events[1].description.hasSuffix(", try 2, refused, again in 2.0 seconds"))
    }

    @Test func `After five tries a failing server is an error about that request`() async throws {
        let asked = try await ask([.http(500, #"{"message":"Server error","id":"1"}"#)])
        #expect(asked.requests.count == 5)
        #expect(asked.slept == [1, 2, 4, 8].map { .seconds($0) })
        #expect("\(try #require(asked.error))" == "GET /api/managed_users: the server failed (500), in every try")
    }

    @Test(arguments: [
        ("Retry-After: 7", Duration.seconds(7)),
        ("Retry-After: 0.25", .milliseconds(250)),
        ("Retry-After: Tue, 14 Nov 2023 22:13:45 GMT", .seconds(25)),
        ("Date: Tue, 14 Nov 2023 23:00:00 GMT\r\nRetry-After: Tuesday, 14-Nov-23 23:00:30 GMT", .seconds(30)),
        ("Retry-After: 7200", .seconds(120)),
        // No usable value: a fifteenth of the window plus the jitter.
        ("Retry-After: 0", .seconds(5)),
        ("Retry-After: -3", .seconds(5)),
        ("Retry-After: soon", .seconds(5)),
        ("X-Nothing: 1", .seconds(5)),
    ])
    func `After a 429 the group rests as long as the server asks`(header: String, rest: Duration) async throws {
        let asked = try await ask([.http(429, headers: [header], "<html>"), .ok])
        #expect(asked.slept == [rest])
        #expect(asked.events.map(\.waited) == [.zero, rest])
        #expect(asked.usage.refusals == 1)
        #expect(asked.text != nil)
    }

    @Test func `Five 429 in a row span at least one window`() async throws {
        let asked = try await ask([.http(429, headers: ["Retry-After: 0"])])
        #expect(asked.requests.count == 5)
        #expect(asked.slept.reduce(.zero, +) >= .seconds(60))
        guard case .tooManyRequests(path: "/api/managed_users")? = asked.error else { throw NotJSON(description: "\(asked.result)") }
    }

    @Test func `A 503 is left alone as long as it asks`() async throws {
        let asked = try await ask([.http(503, headers: ["Retry-After: 9"]), .ok])
        #expect(asked.slept == [.seconds(9)])
        #expect(asked.usage.refusals == 0)
    }

    @Test(arguments: [
        ScriptedServer.Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"result\":[", thenCloses: true),
        .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"res\r\n", thenCloses: true),
        .raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"result\":[", thenCloses: true),
        .http(200, "<html>Maintenance</html>"), .http(200, "{\"result\":["),
        .hangsUp, .raw("nonsense\r\n\r\n", thenCloses: true),
    ])
    func `A broken answer is asked for again`(broken: ScriptedServer.Reply) async throws {
        let asked = try await ask([broken, .ok])
        #expect(asked.text == #"{"result":[{"id":1}]}"#)
        #expect(asked.slept == [.seconds(1)])
        #expect(asked.events.first?.failure != nil)
    }

    @Test(arguments: [
        ScriptedServer.Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"result\":[", thenCloses: true),
        .http(200, "{\"result\":["),
    ])
    func `An answer that stays broken is handed over as it came`(broken: ScriptedServer.Reply) async throws {
        let asked = try await ask([broken])
        guard case .broken(path: "/api/managed_users", _, let body)? = asked.error else { throw NotJSON(description: "\(asked.result)") }
        #expect(body.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } == #"{"result":["#)
        #expect(asked.requests.count == 5)
    }

    @Test func `A server that hangs up five times cannot be reached`() async throws {
        let asked = try await ask([.hangsUp])
        guard case .unreachable(let host, _)? = asked.error else { throw NotJSON(description: "\(asked.result)") }
        #expect(host.hasPrefix("127.0.0.1:"))
        #expect(asked.requests.count == 5)
    }

    @Test func `A server that says nothing, or stops halfway, runs into the timeout`() async throws {
        let half = ScriptedServer.Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", thenCloses: false)
        for reply in [ScriptedServer.Reply.silence, half] {
            let asked = try await ask([reply], options: .testing(timeout: .milliseconds(30)))
            guard case .timeout(path: "/api/managed_users")? = asked.error else { throw NotJSON(description: "\(asked.result)") }
            #expect(asked.events.count == 5)
        }
    }

    @Test func `A port where nobody listens is named, with the reason`() async throws {
        try await DeafPort.with { base in
            let error = await PartnerClient.with(
                base: base, credentials: bearer, rateLimiter: RateLimiter(time: InstantTime().source), options: .testing()
            ) { client in
                await #expect(throws: PartnerAPIError.self) { try await client.get("/api/users/me", group: testGroup, read: jsonText) }
            }
            let unreachable = try #require(error)
            #expect("\(unreachable)" == "\(base.host) cannot be reached: connection refused")
        }
    }
}
