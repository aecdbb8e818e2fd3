import Testing
import Values

@testable import PartnerAPI

/// These tests look for the token in everything that can be printed.
struct SecrecyTests {
    private static let all = [
        bearer, Credentials(scheme: .headers(email: "a@example.com", token: testToken)),
        Credentials(scheme: .query(email: "a@example.com", token: testToken)),
    ]

    private func isSecret(_ value: Any) -> Bool {
        var dumped = ""
        dump(value, to: &dumped)
        return [dumped, "\(value)", String(reflecting: value)].allSatisfy { text in
            !text.contains(testToken) && !text.contains(PercentEncoding.component(testToken)) && !text.contains("user_token")
        }
    }

    @Test(arguments: all) func `Credentials hide their token, even from reflection`(credentials: Credentials) {
        #expect(isSecret(credentials))
        #expect(isSecret(["nested": [credentials]]))
    }

    @Test(arguments: all) func `A client hides it too`(credentials: Credentials) async throws {
        await PartnerClient.with(base: try BaseURL("https://example.com"), credentials: credentials, rateLimiter: RateLimiter()) { client in
            #expect(isSecret(client))
        }
    }

    @Test(arguments: [200, 302, 400, 401, 403, 404, 429, 500])
    func `A server that repeats the token gets it into no error and no event`(status: Int) async throws {
        for credentials in Self.all {
            for echo in [testToken, PercentEncoding.component(testToken), "s3cret\\u0001+token/with=signs"] {
                let body = #"{"message":"You sent \#(echo)"} "#
                let reply = ScriptedServer.Reply.http(status, headers: ["Location: http://\(echo).example/?user_token=\(echo)"], body)
                let asked = try await ask([reply], credentials: credentials)
                let error = try #require(asked.error)
                let sent = try await ask([reply], sending: .get("/api/managed_users", group: testGroup), credentials: credentials)
                #expect(isSecret(error) && isSecret(sent.result) && isSecret(sent.error?.refusal as Any))
                #expect(isSecret(asked.events))
                #expect(isSecret(error.hint as Any))
            }
        }
    }

    @Test func `A message of the server is cut and kept on one line`() {
        #expect(bearer.presentable("a\r\nb\u{1B}[31m") == "ab[31m")
        #expect(bearer.presentable(String(repeating: "x", count: 500))?.count == 200)
        #expect(bearer.presentable("\n") == nil)
        #expect(bearer.presentable(String(repeating: "x", count: 195) + testToken) == nil)
    }
}
