import Foundation
import Testing

@testable import PartnerAPI

/// One request by the route that an environment describes.
struct Routed: Sendable {
    let result: Result<Answer<String>, PartnerAPIError>
    let events: [RequestEvent]

    var text: String? { try? result.get().value }
    var error: PartnerAPIError? {
        if case .failure(let error) = result { error } else { nil }
    }
    var said: String { error.map { "\($0)" } ?? "" }
}

func ask(_ base: BaseURL, in environment: [String: String]) async throws -> Routed {
    let route = try Route.from(environment: environment, to: base)
    let log = EventLog()
    let note: @Sendable (RequestEvent) -> Void = { log.add($0) }
    let result = await PartnerClient.with(
        base: base, route: route, credentials: bearer, rateLimiter: RateLimiter(time: InstantTime().source), options: .testing(),
        observe: note
    ) { client in
        await Result { () async throws(PartnerAPIError) in
            try await client.get("/api/managed_users", query: [("page", "1")], group: testGroup, read: jsonText)
        }
    }
    return Routed(result: result, events: log.events)
}

/// A folder that is deleted when its test ends.
func withFolder<Result>(_ files: [String: String], _ body: (_ path: String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "route-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    return try await body(folder.path(percentEncoded: false))
}
