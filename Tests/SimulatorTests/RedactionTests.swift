import NIOHTTP1
import Simulator
import Testing

@Suite("A recorded answer keeps no secrets:")
struct RedactionTests {
    /// The file of one answer with this body.
    private func recorded(_ body: String, path: String = "/api/x", fault: String = "", headers: HTTPHeaders = bearer) async throws -> String
    {
        let folder = RecordingFolder()
        defer { folder.remove() }
        var options = try folder.options(fault)
        options.respond = { _ in PlayedAnswer(200, body) }
        try await withSimulator(plantedWorld(), options) { _ = try await $0.get(path, headers: headers) }
        return try folder.text(try #require(folder.names.first { $0.hasSuffix(".answer") }))
    }

    private func body(_ text: String) -> String { text.firstRange(of: "\n\n").map { String(text[$0.upperBound...]) } ?? "" }

    @Test(
        "the values of their names, at any depth, and nothing else",
        arguments: [
            (#"{"token":"t0p", "name":"token"}"#, #"{"token":"[redacted]", "name":"token"}"#),
            (#"{"a":[{"api_token" : "t0p\"}" }],"secret":null}"#, #"{"a":[{"api_token" : "[redacted]" }],"secret":null}"#),
            (#"{"client_secret":["t0p",{"b":"]}"}],"x":1.0}"#, #"{"client_secret":"[redacted]","x":1.0}"#),
            (
                #"{"password":{"a":"t0p"},"access_token":17,"refresh_token":""}"#,
                #"{"password":"[redacted]","access_token":"[redacted]","refresh_token":"[redacted]"}"#
            ),
            (#"{"\u0074oken":"t0p"}"#, #"{"\u0074oken":"[redacted]"}"#),
            (
                #"{"tokens":"kept","token_count":3,"properties":{"value":"kept"}}"#,
                #"{"tokens":"kept","token_count":3,"properties":{"value":"kept"}}"#
            ),
            (#"["token","secret"]"#, #"["token","secret"]"#), (#"{"code":"{\"keyword\":\"x\"}"}"#, #"{"code":"{\"keyword\":\"x\"}"}"#),
            (
                #"{"api_spec_url":"https://h/p.json?token=t0p","url":"https://h?a=b"}"#,
                #"{"api_spec_url":"https://h/p.json?[redacted]","url":"https://h?a=b"}"#
            ),
            (#"{"api_spec_url":"https:\/\/h\/p"}"#, #"{"api_spec_url":"https:\/\/h\/p"}"#),
            (#"{"api_spec_url":null}"#, #"{"api_spec_url":null}"#),
            (#"{"api_spec_url":"https://h\u003ft0p"}"#, #"{"api_spec_url":"https://h?[redacted]"}"#),
            (#"{"token":"t0p"#, #"{"token":"[redacted]""#), (#"{"secret":{"a":"t0p"#, #"{"secret":"[redacted]""#),
            (#"{"token":"#, #"{"token":"[redacted]""#),
            (#"{"api_spec_url":"https://h?t0p"#, #"{"api_spec_url":"[redacted]""#), (#"{"a":"b\"#, #"{"a":"b\"#),
        ])
    func values(sent: String, kept: String) async throws {
        let file = try await recorded(sent)
        #expect(body(file) == kept && !file.contains("t0p"))
    }

    @Test(
        "those of the query", arguments: ["user_token=t0p&user_email=a%40b&page=2&q=a+b", "page=2&user%5Ftoken=t0p&q=a+b&USER_EMAIL=t0p"])
    func query(query: String) async throws {
        #expect(try await recorded("[]", path: "/api/x?\(query)", headers: [:]).hasPrefix("GET /api/x?page=2&q=a+b\n200\n"))
        #expect(try await recorded("[]", path: "/api/x?user_token=t0p", headers: [:]).hasPrefix("GET /api/x\n200\n"))
    }

    @Test("those of the headers") func headers() async throws {
        let headers: HTTPHeaders = ["X-User-Token": "t0p", "X-User-Email": "a@t0p", "Authorization": "Bearer t0p", "Cookie": "t0p"]
        #expect(try await !recorded("[]", headers: headers).contains("t0p"))
    }

    @Test("those of an answer that is broken off", arguments: 1...60) func cut(length: Int) async throws {
        let sent = #"{"result":[{"id":1,"token":"t0pt0p","secret":{"a":["t0p"]},"api_spec_url":"https://h?t0p"}]}"#.prefix(length)
        #expect(try await !recorded(String(sent)).contains("t0p"))
    }

    @Test("those of a body that a fault has halved") func halved() async throws {
        let file = try await recorded(#"{"token":"t0pt0pt0pt0p","n":1}"#, fault: "* /** always invalid")
        #expect(body(file) == #"{"token":"[redacted]""#)
    }
}
