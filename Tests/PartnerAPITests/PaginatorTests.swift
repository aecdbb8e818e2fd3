import Catalog
import JSONPages
import Testing

@testable import PartnerAPI

struct PaginatorTests {
    private struct Turned: Sendable {
        var pages: [String] = []
        var targets: [String] = []
        var error: PartnerAPIError?
    }

    private func turn(_ bodies: [String], path: String = "managed_users") async throws -> Turned {
        try await turn(bodies.map { .http(200, $0) }, path: path)
    }

    private func turn(_ replies: [ScriptedServer.Reply], path: String = "managed_users") async throws -> Turned {
        try await ScriptedServer.with(replies) { server, base in
            let path = try RequestPath(path)
            var turned = await PartnerClient.with(
                base: base, credentials: bearer, rateLimiter: RateLimiter(time: InstantTime().source), options: .testing()
            ) { client in
                var turned = Turned()
                var turner = Paginator(client: client, path: path, group: testGroup)
                do throws(PartnerAPIError) {
                    while let answer = try await turner.next(), turned.pages.count < 10 {
                        turned.pages.append(answer.value.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
                    }
                } catch {
                    turned.error = error
                }
                return turned
            }
            turned.targets = server.requests.map { String($0.split(separator: " ")[1]) }
            return turned
        }
    }

    @Test func `Pages are asked for until one is empty, and handed out as they came`() async throws {
        let bodies = [#"[ {"id":1}, {"id":2}]"#, #"[{"id":3}]"#, "[]"]
        let turned = try await turn(bodies)
        #expect(turned.pages == Array(bodies.prefix(2)))
        #expect(turned.targets == (1...3).map { "/api/managed_users?page=\($0)&per_page=100" })
    }

    @Test(arguments: [
        ("managed_users?per_page=7&in_trial=true", ["per_page=7&in_trial=true&page=1", "per_page=7&in_trial=true&page=2"]),
        ("managed_users?page=4&exclude_code", ["exclude_code&page=4&per_page=100", "exclude_code&page=5&per_page=100"]),
        ("managed_users?per_page=x", ["per_page=x&page=1", "per_page=x&page=2"]),
    ])
    func `The caller's own parameters are kept, and its page is the first`(path: String, queries: [String]) async throws {
        let turned = try await turn([#"{"result":[{"id":1}]}"#, #"{"result":[]}"#], path: path)
        #expect(turned.targets == queries.map { "/api/managed_users?\($0)" })
        #expect(turned.pages.count == 1)
    }

    @Test func `When the count is reached, no further page is asked for`() async throws {
        let turned = try await turn([
            #"{"result":[{"id":1},{"id":2}],"count":3}"#, #"{"result":[{"id":3}],"count":3}"#, #"{"result":[{"id":4}],"count":3}"#,
        ])
        #expect(turned.targets.count == 2)
        #expect(turned.pages.count == 2)
    }

    @Test func `A full page that counts itself only is not the last`() async throws {
        let turned = try await turn(
            [#"{"items":[{"id":1}],"count":1}"#, #"{"items":[{"id":2}],"count":1}"#, #"{"items":[],"count":0}"#],
            path: "integrations/all?per_page=1")
        #expect(turned.pages.count == 2)
    }

    @Test(arguments: [
        [#"[{"id":1},{"id":2}]"#], [#"[{"id":1,"count":5},{"id":2}]"#, #"[{"id":1,"count":6},{"id":2}]"#],
        [#"[{"name":"a","value":"b"}]"#], [#"{"result":[{"id":"j-1"}]}"#, #"{"result":[{"id":"j-1"}]}"#],
    ])
    func `A server that does not turn the pages is believed once`(bodies: [String]) async throws {
        let turned = try await turn(bodies)
        #expect(turned.pages == [bodies[0]])
        #expect(turned.targets.count == 2)
    }

    @Test func `A server that turns in a circle is stopped`() async throws {
        let turned = try await turn([#"[{"id":1}]"#, #"[{"id":2}]"#, #"[{"id":1}]"#, #"[{"id":2}]"#])
        #expect(turned.pages == [#"[{"id":1}]"#, #"[{"id":2}]"#])
    }

    @Test(arguments: [#"{"id":7,"name":"Acme"}"#, #"{"result":{"a":"b"}}"#, "[1,2]", "{}", "[]", #"{"result":[]}"#])
    func `An answer without records is handed out once`(body: String) async throws {
        let turned = try await turn([body])
        #expect(turned.pages == [body])
        #expect(turned.targets.count == 1)
    }

    @Test func `A page that fails ends it, after those before`() async throws {
        let turned = try await turn([.http(200, #"[{"id":1}]"#), .http(404, #"{"message":"Not found"}"#)])
        #expect(turned.pages == [#"[{"id":1}]"#])
        #expect(turned.error?.refusal == #"{"message":"Not found"}"#)
    }

    @Test func `A broken page is asked for again`() async throws {
        let turned = try await turn([#"[{"id":1"#, #"[{"id":1}]"#, "[]"])
        #expect(turned.pages == [#"[{"id":1}]"#])
        #expect(turned.targets.map { $0.contains("page=1&") } == [true, true, false])
    }
}
