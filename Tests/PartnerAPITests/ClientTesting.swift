import Catalog
import JSONPages
import Synchronization
import Testing

@testable import PartnerAPI

/// One request to a scripted server, and all that came of it. Backoff takes its longest waits, but they take no real time.
struct Asked: Sendable {
    let result: Result<Answer<String>, PartnerAPIError>
    let requests: [String]
    let slept: [Duration]
    let events: [RequestEvent]
    let usage: BudgetUsage

    var text: String? { try? result.get().value }
    var error: PartnerAPIError? {
        if case .failure(let error) = result { error } else { nil }
    }
}

let testGroup = EndpointGroup("test", requestsPerMinute: 1000)
let testToken = "s3cret+token/with=signs"
let bearer = Credentials(scheme: .bearer(token: testToken))

func ask(
    _ replies: [ScriptedServer.Reply], path: String = "/api/managed_users", query: [(name: String, value: String)] = [],
    credentials: Credentials = bearer, window: Duration = .seconds(60),
    options: PartnerClient.Options = .testing()
) async throws -> Asked {
    try await ask(replies, credentials: credentials, window: window, options: options) { client async throws(PartnerAPIError) in
        try await client.get(path, query: query, group: testGroup, read: jsonText)
    }
}

func ask(
    _ replies: [ScriptedServer.Reply], sending request: PartnerRequest, credentials: Credentials = bearer,
    options: PartnerClient.Options = .testing(allowsWrites: true)
) async throws -> Asked {
    try await ask(replies, credentials: credentials, window: .seconds(60), options: options) { client async throws(PartnerAPIError) in
        try await client.send(request, read: jsonText)
    }
}

private func ask(
    _ replies: [ScriptedServer.Reply], credentials: Credentials, window: Duration, options: PartnerClient.Options,
    _ question: (PartnerClient) async throws(PartnerAPIError) -> Answer<String>
) async throws -> Asked {
    try await ScriptedServer.with(replies) { server, base in
        let time = InstantTime()
        let rateLimiter = RateLimiter(window: window, time: time.source)
        let log = EventLog()
        let result = await PartnerClient.with(
            base: base, credentials: credentials, rateLimiter: rateLimiter, options: options, observe: { log.add($0) }
        ) { client in
            await Result { () async throws(PartnerAPIError) in try await question(client) }
        }
        return Asked(
            result: result, requests: server.requests, slept: time.slept, events: log.events,
            usage: await rateLimiter.usage["test"] ?? BudgetUsage())
    }
}

extension Result {
    init(_ body: () async throws(Failure) -> Success) async {
        do throws(Failure) { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

/// A reader that tells whole JSON from broken JSON by the last byte.
@Sendable func jsonText(_ page: PageBytes) throws -> String {
    let text = page.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    guard text.hasPrefix("{"), text.hasSuffix("}") else { throw NotJSON(description: "not JSON: \(text)") }
    return text
}

struct NotJSON: Error, CustomStringConvertible { let description: String }

extension PartnerClient.Options {
    static func testing(
        timeout: Duration = .seconds(365 * 86_400), largestBody: Int = 1 << 20, allowsWrites: Bool = false
    ) -> PartnerClient.Options {
        var options = PartnerClient.Options()
        options.allowsWrites = allowsWrites
        options.version = "1.2.3"
        options.timeout = timeout
        // So long that no busy machine reaches it.
        options.connectTimeout = .seconds(365 * 86_400)
        options.largestBody = largestBody
        options.backoff = Backoff(random: { 1 })
        return options
    }
}

final class EventLog: Sendable {
    private let seen = Mutex<[RequestEvent]>([])
    var events: [RequestEvent] { seen.withLock { $0 } }
    func add(_ event: RequestEvent) { seen.withLock { $0.append(event) } }
}
