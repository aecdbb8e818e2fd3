import Foundation
import Testing

@testable import PartnerAPI

struct ClientAnswerTests {
    @Test func `A page is read, with the headers Workato wants, by GET`() async throws {
        let asked = try await ask([.ok], query: [("page", "1"), ("by[Name]", "a+b & c")])
        #expect(asked.text == #"{"result":[{"id":1}]}"#)
        let lines = try #require(asked.requests.first).components(separatedBy: "\r\n").map { $0.lowercased() }
        #expect(asked.requests[0].hasPrefix("GET /api/managed_users?page=1&by%5BName%5D=a%2Bb%20%26%20c HTTP/1.1\r\n"))
        for header in [
            "content-type: application/json", "accept: application/json", "accept-encoding: gzip",
            "user-agent: workato-mirror/1.2.3", "authorization: bearer \(testToken)",
        ] { #expect(lines.contains(header), "\(header)") }
        let answer = try asked.result.get()
        #expect(answer.attempts == 1)
        #expect(answer.fetchedAt == Date(timeIntervalSince1970: 1_700_000_000))
    }

    @Test(arguments: [
        ("/api/managed_users/Ea%2Fb%20c/recipes", "/api/managed_users/Ea%2Fb%20c/recipes"),
        ("managed_users", "/api/managed_users"),
        ("/api/managed_users?page=2&x=%5B", "/api/managed_users?page=2&x=%5B"),
        ("/api/v2/managed_users/1/api_clients", "/api/v2/managed_users/1/api_clients"),
        ("/api/a/../ü b", "/api/a/../%C3%BC%20b"),
    ])
    func `A path arrives as it was given`(path: String, target: String) async throws {
        let asked = try await ask([.ok], path: path)
        #expect(asked.requests.first?.hasPrefix("GET \(target) HTTP/1.1\r\n") == true, "\(asked.requests)")
    }

    @Test func `Mail address and token go as headers, or as query parameters`() async throws {
        let headers = Credentials(scheme: .headers(email: "a+b@example.com", token: testToken))
        let byHeader = try await ask([.ok], credentials: headers).requests[0].lowercased()
        #expect(byHeader.contains("x-user-email: a+b@example.com\r\n"))
        #expect(byHeader.contains("x-user-token: \(testToken)\r\n"))
        let query = Credentials(scheme: .query(email: "a+b@example.com", token: testToken))
        let byQuery = try await ask([.ok], query: [("page", "1")], credentials: query).requests[0]
        #expect(byQuery.contains("?page=1&user_email=a%2Bb%40example.com&user_token=s3cret%2Btoken%2Fwith%3Dsigns "))
        #expect(!byQuery.lowercased().contains("x-user"))
    }

    @Test func `A gzip answer is decompressed, a broken one is asked for again`() async throws {
        let zipped = try #require(Data(base64Encoded: "H4sIAAAAAAACA6tWKkotLs0pUbKKrlbKTFGyMqyNrQUAXwT/fhUAAAA="))
        let gzip = ["Content-Encoding: gzip"]
        let asked = try await ask([.http(200, headers: gzip, zipped.dropLast(12)), .http(200, headers: gzip, zipped)])
        #expect(asked.text == #"{"result":[{"id":1}]}"#)
        #expect(asked.requests.count == 2)
    }

    @Test func `A large body arrives whole`() async throws {
        let body = #"{"result":["# + String(repeating: " ", count: 900_000) + "]}"
        let asked = try await ask([.http(200, body)])
        #expect(asked.text == body)
        #expect(asked.events.map(\.bytes) == [body.utf8.count])
    }

    @Test func `A body beyond the limit ends the request`() async throws {
        let asked = try await ask([.http(200, String(repeating: " ", count: 5000))], options: .testing(largestBody: 4096))
        guard case .broken(let path, let reason, _)? = asked.error else { throw NotJSON(description: "\(asked.result)") }
        #expect(path == "/api/managed_users")
        #expect(reason.contains("4096 bytes"))
        #expect(asked.requests.count == 1)
    }

    @Test(arguments: [
        (400, "request refused (400): \"No such\""), (401, "credentials were not accepted (401)"),
        (403, "access refused (403): \"No such\""),
        (404, "not found (404)"), (405, "request refused (405): \"No such\""), (422, "request refused (422): \"No such\""),
    ])
    func `A refusal is final`(status: Int, text: String) async throws {
        let asked = try await ask([.http(status, #"{"message":"No\n such"}"#)])
        #expect(asked.requests.count == 1)
        #expect(asked.slept == [])
        #expect("\(try #require(asked.error))".contains(text))
        #expect(asked.error?.hint != nil)
    }

    @Test func `A redirect is not followed`() async throws {
        let asked = try await ask([.http(302, headers: ["Location: https://evil.example/x?user_token=\(testToken)"])])
        #expect(asked.requests.count == 1)
        #expect("\(try #require(asked.error))" == "GET /api/managed_users: redirected to https://evil.example, which is not followed")
    }
}
