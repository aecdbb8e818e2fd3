import Catalog
import Testing

@testable import PartnerAPI

private let body = Array(#"{"name":"Acme"}"#.utf8)
private let creation = PartnerRequest.write(.post, "/api/managed_users", body: body, group: testGroup)

struct ClientWriteTests {
    @Test(arguments: [PartnerRequest.Method.post, .put, .patch, .delete])
    func `A client that only reads sends nothing else`(method: PartnerRequest.Method) async throws {
        let asked = try await ask([.ok], sending: .write(method, "/api/managed_users/7?a=b", group: testGroup), options: .testing())
        guard case .writesNotAllowed(path: "/api/managed_users/7")? = asked.error else { throw NotJSON(description: "\(asked.result)") }
        #expect(asked.requests == [])
        #expect(asked.usage.requests == 0)
        #expect(asked.error?.hint?.contains("--allow-writes") == true)
    }

    @Test(arguments: [PartnerRequest.Method.post, .put, .patch, .delete])
    func `With leave, method, body and type arrive as given`(method: PartnerRequest.Method) async throws {
        let request = PartnerRequest.write(
            method, "managed_users/7/imports", query: [("folder_id", "8")], body: body, contentType: "application/octet-stream",
            group: testGroup)
        let asked = try await ask([.http(200, headers: ["Content-Type: text/x"], #"{"success":true}"#)], sending: request)
        let sent = try #require(asked.requests.first)
        #expect(sent.hasPrefix("\(method.rawValue) /api/managed_users/7/imports?folder_id=8 HTTP/1.1\r\n"))
        #expect(sent.lowercased().contains("content-type: application/octet-stream\r\n"))
        #expect(sent.hasSuffix("\r\n\r\n{\"name\":\"Acme\"}"))
        #expect(asked.events.first?.description.hasPrefix("\(method.rawValue) /api/managed_users/7/imports, 200") == true)
        let answer = try asked.result.get()
        #expect(answer.status == 200)
        #expect(answer.contentType == "text/x")
    }

    @Test(arguments: [
        ScriptedServer.Reply.http(500), .http(503, headers: ["Retry-After: 1"]), .http(429, headers: ["Retry-After: 1"]), .http(400),
        .http(200, "{"), .hangsUp, .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", thenCloses: true),
    ])
    func `A write is sent once, whatever comes of it`(reply: ScriptedServer.Reply) async throws {
        let asked = try await ask([reply, .ok], sending: creation)
        #expect(asked.requests.count == 1)
        #expect(asked.slept == [])
        #expect(asked.events.map(\.retryIn) == [nil])
        #expect("\(try #require(asked.error))".contains("in every try") == false)
    }

    @Test(arguments: [
        (ScriptedServer.Reply.http(500), true), (.hangsUp, true), (.http(200, "{"), true), (.http(429), false), (.http(422), false),
        (.http(404), false), (.http(302), false),
    ])
    func `The error says whether it may have been carried out`(reply: ScriptedServer.Reply, isOpen: Bool) async throws {
        let error = try #require(try await ask([reply], sending: creation).error)
        guard case .failed(let request) = error else { throw NotJSON(description: "\(error)") }
        #expect(request.mayHaveBeenDone == isOpen)
        #expect(error.hint?.contains("may have been carried out") == isOpen)
    }

    @Test func `A write that takes too long may have been carried out, one without a connection was not`() async throws {
        let options = PartnerClient.Options.testing(timeout: .milliseconds(30), allowsWrites: true)
        let slow = try #require(try await ask([.silence], sending: creation, options: options).error)
        #expect(slow.description == "POST /api/managed_users: no complete answer in time")
        #expect(slow.hint?.contains("may have been carried out") == true)
        let refused = try await DeafPort.with { base in
            await PartnerClient.with(
                base: base, credentials: bearer, rateLimiter: RateLimiter(time: InstantTime().source), options: .testing(allowsWrites: true)
            ) { client in await #expect(throws: PartnerAPIError.self) { try await client.send(creation, read: jsonText) } }
        }
        guard case .failed(let request)? = refused else { throw NotJSON(description: "\(String(describing: refused))") }
        #expect(!request.mayHaveBeenDone)
        #expect(request.status == nil)
    }

    @Test func `A 429 to a write says that it was not carried out, and holds the group`() async throws {
        let asked = try await ask([.http(429, headers: ["Retry-After: 7"])], sending: creation)
        #expect(asked.error?.description == "POST /api/managed_users: too many requests (429)")
        #expect(asked.error?.hint == "it was not carried out, and not sent again: send it again later")
        #expect(asked.usage.refusals == 1)
    }

    @Test func `A write is cancelled with a warning once it is under way`() async throws {
        try await ScriptedServer.with([.silence]) { server, base in
            let task = Task {
                await PartnerClient.with(base: base, credentials: bearer, rateLimiter: RateLimiter(), options: .testing(allowsWrites: true))
                {
                    client in await #expect(throws: PartnerAPIError.self) { try await client.send(creation, read: jsonText) }
                }
            }
            await server.nextRequest()
            task.cancel()
            guard case .failed(let request)? = await task.value, case .cancelled = request.cause else {
                throw NotJSON(description: "no warning")
            }
            #expect(request.mayHaveBeenDone)
        }
    }
}
