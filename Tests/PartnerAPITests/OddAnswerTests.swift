import Testing

@testable import PartnerAPI

/// Answers that no API should give, but that proxies, gateways and unfinished servers do give.
struct OddAnswerTests {
    @Test(arguments: [
        (ScriptedServer.Reply.raw("HTTP/1.1 204 No Content\r\n\r\n", thenCloses: false), "the server sent no body (204)"),
        (.http(205), "the server sent no body (205)"), (.http(202), "the server sent no body (202)"),
        (.http(200), "the server sent no body (200)"),
        (.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", thenCloses: false), "the server sent no body (200)"),
        (
            .raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", thenCloses: false),
            "what its headers say of its length contradicts itself"
        ),
        (
            .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n", thenCloses: false),
            "what its headers say of its length contradicts itself"
        ),
        (
            .raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", thenCloses: false),
            "what its headers say of its length contradicts itself"
        ),
    ])
    func `What asking again would not change is named at once`(reply: ScriptedServer.Reply, reason: String) async throws {
        let asked = try await ask([reply])
        #expect("\(try #require(asked.error))" == "GET /api/managed_users: an answer of 0 bytes cannot be read: \(reason)")
        #expect(asked.requests.count == 1)
    }

    @Test(arguments: [
        (ScriptedServer.Reply.raw("HTTP/1.1 200 OK\r\n\r\n", thenCloses: true), "the server sent no body (200)"),
        (.http(200, "\n<!DOCTYPE html><p>Sign in"), "it is a web page, not JSON"),
        (.http(200, headers: ["Content-Type: text/html; charset=utf-8"], "Maintenance"), "it is a web page, not JSON"),
    ])
    func `What may pass is asked for again`(reply: ScriptedServer.Reply, reason: String) async throws {
        let asked = try await ask([reply])
        #expect("\(try #require(asked.error))".hasSuffix(reason))
        #expect(asked.requests.count == 5)
    }

    @Test func `An interim answer is passed over`() async throws {
        let early = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
        let asked = try await ask([ScriptedServer.Reply(bytes: Array(early.utf8) + ScriptedServer.Reply.ok.bytes)])
        #expect(asked.text == #"{"result":[{"id":1}]}"#)
    }

    @Test(arguments: [300, 303, 304, 307, 399])
    func `A redirect without a target ends the request`(status: Int) async throws {
        let asked = try await ask([.raw("HTTP/1.1 \(status) Odd\r\nContent-Length: 0\r\n\r\n", thenCloses: false)])
        #expect("\(try #require(asked.error))".contains("(\(status))"))
        #expect(asked.requests.count == 1)
    }

    @Test func `What is not HTTP is told in words`() async throws {
        let asked = try await ask([.raw("nonsense\r\n\r\n", thenCloses: true)])
        #expect("\(try #require(asked.error))".hasSuffix("cannot be reached: the answer is not HTTP"))
    }
}
