import Catalog
import Testing

@testable import PartnerAPI

/// Requests that only read, by any method.
struct ClientReadTests {
    @Test func `A POST that only reads is tried again, and needs no leave`() async throws {
        let request = PartnerRequest.readingPost(
            "/api/managed_users/7/connections/8/pick_list", body: Array(#"{"pick_list_name":"x"}"#.utf8), group: testGroup)
        let asked = try await ask([.http(500), .ok], sending: request, options: .testing())
        #expect(asked.text == #"{"result":[{"id":1}]}"#)
        #expect(asked.requests.map { $0.hasSuffix(#"{"pick_list_name":"x"}"#) } == [true, true])
        #expect(asked.requests[1].hasPrefix("POST /api/managed_users/7/connections/8/pick_list HTTP/1.1\r\n"))
        let failed = try await ask([.http(500)], sending: request, options: .testing())
        #expect(failed.requests.count == 5)
        #expect(
            failed.error?.description
                == "POST /api/managed_users/7/connections/8/pick_list: the server failed (500), in every try")
        #expect(failed.error?.hint == "try again later; what was already read is kept")
    }

    @Test func `A GET may have a body`() async throws {
        let request = PartnerRequest.get("/api/integrations", body: Array(#"{"applications":"jira"}"#.utf8), group: testGroup)
        let asked = try await ask([.ok], sending: request, options: .testing())
        #expect(asked.requests[0].hasPrefix("GET /api/integrations HTTP/1.1\r\n"))
        #expect(asked.requests[0].hasSuffix("\r\n\r\n{\"applications\":\"jira\"}"))
    }

    @Test(arguments: [400, 403, 404, 422, 500])
    func `A refusal's body can be shown as it came`(status: Int) async throws {
        let body = "{\"message\":\"No such\",\n\t\"errors\":{\"name\":[\"bad\u{1B}[31m\"]}}"
        let error = try #require(try await ask([.http(status, body)], sending: .get("x", group: testGroup)).error)
        #expect(error.refusal == "{\"message\":\"No such\",\n\t\"errors\":{\"name\":[\"bad[31m\"]}}")
        guard case .failed(let request) = error else { throw NotJSON(description: "\(error)") }
        #expect(request.status == status)
        #expect(!request.mayHaveBeenDone)
    }

    @Test func `An observed client tells both observers of each of its own tries`() async throws {
        let (all, own) = (EventLog(), EventLog())
        try await ScriptedServer.with([.http(500), .ok]) { _, base in
            try await PartnerClient.with(
                base: base, credentials: bearer, rateLimiter: RateLimiter(time: InstantTime().source), options: .testing(),
                observe: { all.add($0) }
            ) { client in
                _ = try await client.observed { own.add($0) }.get("a", group: testGroup, read: jsonText)
                _ = try await client.get("b", group: testGroup, read: jsonText)
            }
        }
        #expect(own.events.map(\.path) == ["/api/a", "/api/a"])
        #expect(own.events.map(\.status) == [500, 200])
        #expect(all.events.map(\.path) == ["/api/a", "/api/a", "/api/b"])
    }

    @Test func `By get, the error is the bare cause, with the server's message`() async throws {
        let error = try #require(try await ask([.http(403, #"{"message":"No such"}"#)]).error)
        guard case .forbidden(path: "/api/managed_users", message: "No such") = error else { throw NotJSON(description: "\(error)") }
        #expect(error.refusal == "No such")
    }

    @Test(arguments: [
        "s3cret+token/with=signs", "s3cret+token\\/with=signs", "s3cret\\u002btoken/with=signs", "s3cret%2Btoken%2Fwith%3Dsigns",
        "s3cret%2btoken%2fwith%3dsigns", "s3cr\\net+token/with=signs", "s3c\u{7}ret+token/with=signs",
    ])
    func `A body that repeats the token is not shown`(echo: String) async throws {
        for padding in [0, 65_530] {
            let body = String(repeating: " ", count: padding) + #"{"message":"You sent \#(echo)"}"#
            let error = try #require(try await ask([.http(400, body)], sending: .get("x", group: testGroup)).error)
            #expect(error.refusal == nil)
        }
    }

    @Test func `An empty body is no refusal to show, a long one is cut`() async throws {
        #expect(try await ask([.http(404)], sending: .get("x", group: testGroup)).error?.refusal == nil)
        let long = try await ask([.http(404, String(repeating: "x", count: 100_000))], sending: .get("x", group: testGroup))
        #expect(long.error?.refusal?.count == 65_536)
    }

    @Test func `A read that is cancelled before it is sent needs no warning`() async throws {
        let options = PartnerClient.Options.testing(allowsWrites: true)
        let base = try BaseURL("http://127.0.0.1:9")
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await PartnerClient.with(base: base, credentials: bearer, rateLimiter: RateLimiter(), options: options) { client in
                await #expect(throws: PartnerAPIError.self) {
                    try await client.send(.write(.delete, "/api/managed_users/7", group: testGroup), read: jsonText)
                }
            }
        }
        guard case .cancelled? = await task.value else { throw NotJSON(description: "not cancelled") }
    }
}
