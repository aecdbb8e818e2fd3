import Catalog
import Foundation
import JSONPages
import Testing

@testable import PartnerAPI

struct RecordingTests {
    /// Asks one after another; the clock of the test must not move.
    private func play(
        _ folder: RecordedFolder, _ requests: [PartnerRequest], observe: @escaping @Sendable (RequestEvent) -> Void = { _ in }
    ) async throws -> [Result<Answer<String>, PartnerAPIError>] {
        await PartnerClient.replaying(try Recording(folder: folder.path), options: .testing(), observe: observe) { client in
            var results: [Result<Answer<String>, PartnerAPIError>] = []
            for request in requests {
                results.append(
                    await Result { () async throws(PartnerAPIError) in try await client.send(request, read: jsonText) })
            }
            return results
        }
    }

    private func get(_ path: String, _ query: [(name: String, value: String)] = []) -> PartnerRequest {
        .get(path, query: query, group: testGroup)
    }

    @Test func `An answer is played with its bytes, its type and its date`() async throws {
        let folder = try RecordedFolder()
        try folder.add("GET /api/managed_users?page=1&per_page=100", "{\"a\":\"\n\n\u{E9}\r\n\"}")
        let answer = try await play(folder, [get("/api/managed_users", [("page", "1"), ("per_page", "100")])])[0].get()
        #expect(answer.value == "{\"a\":\"\n\n\u{E9}\r\n\"}")
        #expect(answer.status == 200)
        #expect(answer.contentType == "application/json")
        #expect(answer.fetchedAt == Date(timeIntervalSince1970: 1_767_323_041.678))
        #expect(try Recording(folder: folder.path).base.canonical == "http://127.0.0.1:8080/api")
    }

    @Test(arguments: [
        "/api/managed_users/Ea%2Fb/recipes?per_page=100&page=1", "managed_users/Ea%2fb/recipes/?page=1&per%5Fpage=100",
        "/api/managed_users/Ea%2Fb/recipes?page=1&user_token=x&per_page=100&user_email=y",
    ])
    func `A request is known however it is spelt`(path: String) async throws {
        let folder = try RecordedFolder()
        try folder.add("GET /api/managed_users/Ea%2Fb/recipes?page=1&per_page=100&user_email=a&user_token=b")
        #expect(try await play(folder, [get(path)])[0].get().attempts == 1)
    }

    @Test func `Requests differ by method, path, parameters and body`() async throws {
        let folder = try RecordedFolder()
        let path = "/api/managed_users/7/connections/8/pick_list"
        try folder.add("POST \(path)", fields: [#"request-body: {"pick_list_name":"x", "a": [1]}"#], #"{"is":"x"}"#)
        try folder.add("POST \(path)", fields: [#"request-body: {"pick_list_name":"y"}"#], #"{"is":"y"}"#)
        try folder.add("GET \(path)", #"{"is":"get"}"#)
        func post(_ body: String) -> PartnerRequest { .readingPost(path, body: Array(body.utf8), group: testGroup) }
        let played = try await play(
            folder,
            [
                post("{\n  \"a\": [1],\n  \"pick_list_name\": \"x\"\n}"), post(#"{"pick_list_name":"y"}"#), get(path),
                post(#"{"pick_list_name":"z"}"#), get(path, [("page", "1")]), get(path + "s"),
            ])
        #expect(try played.prefix(3).map { try $0.get().value } == [#"{"is":"x"}"#, #"{"is":"y"}"#, #"{"is":"get"}"#])
        for result in played.dropFirst(3) {
            guard case .failure(let error) = result, case .notRecorded = error.cause else { throw NotJSON(description: "\(result)") }
            #expect(error.description.hasSuffix(": not in the recording"))
        }
    }

    @Test func `Asked again, the next answer comes, and after the last the last again`() async throws {
        let folder = try RecordedFolder()
        for number in 1...3 { try folder.add("GET /api/users/me", "{\"is\":\(number)}") }
        let played = try await play(folder, Array(repeating: get("/api/users/me"), count: 5))
        #expect(try played.map { try $0.get().value } == [1, 2, 3, 3, 3].map { "{\"is\":\($0)}" })
    }

    @Test(arguments: [429, 500, 503])
    func `A recorded failure is asked again at once`(status: Int) async throws {
        let folder = try RecordedFolder()
        try folder.add("GET /api/users/me", status: status, fields: ["retry-after: 3600"], "<html>")
        try folder.add("GET /api/users/me")
        let log = EventLog()
        let answer = try await play(folder, [get("/api/users/me")], observe: { log.add($0) })[0].get()
        #expect(answer.attempts == 2)
        #expect(log.events.map(\.status) == [status, 200])
        #expect(log.events.map(\.retryIn) == [.zero, nil])
        #expect(log.events.map(\.waited) == [.zero, .zero])
    }

    @Test func `A refusal is played as one, and nothing else is unreachable for it`() async throws {
        let folder = try RecordedFolder()
        try folder.add("GET /api/managed_users/7/roles", status: 403, #"{"message":"No such privilege"}"#)
        try folder.add("GET /api/users/me")
        let played = try await play(folder, [get("/api/managed_users/7/roles"), get("/api/managed_users/8/roles"), get("/api/users/me")])
        guard case .failure(let refused) = played[0], case .forbidden(_, "No such privilege") = refused.cause else {
            throw NotJSON(description: "\(played[0])")
        }
        #expect(try played[2].get().attempts == 1)
    }

    @Test func `More requests than a budget has places do not wait for the next minute`() async throws {
        let folder = try RecordedFolder()
        for number in 0..<200 { try folder.add("GET /api/managed_users/\(number)/members", "{\"is\":\(number)}") }
        let recording = try Recording(folder: folder.path)
        let answers = await PartnerClient.replaying(recording) { client in
            await withTaskGroup(of: Bool.self) { tasks in
                for number in 0..<200 {
                    tasks.addTask {
                        let answer = try? await client.get("/api/managed_users/\(number)/members", group: .members, read: jsonText)
                        return answer?.value == "{\"is\":\(number)}"
                    }
                }
                return await tasks.reduce(0) { $1 ? $0 + 1 : $0 }
            }
        }
        #expect(answers == 200)
    }

    @Test func `A body that has gone meanwhile is an error about the recording`() async throws {
        let folder = try RecordedFolder()
        try folder.add("GET /api/users/me")
        let recording = try Recording(folder: folder.path)
        try FileManager.default.removeItem(at: folder.url.appending(path: "000001-GET-api.answer"))
        let error = await PartnerClient.replaying(recording) { client in
            await #expect(throws: PartnerAPIError.self) { try await client.get("/api/users/me", group: testGroup, read: jsonText) }
        }
        guard case .recording(.unreadable(file: "000001-GET-api.answer"))? = error else { throw NotJSON(description: "\(error as Any)") }
    }
}
