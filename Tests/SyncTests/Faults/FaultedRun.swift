import Catalog
import Foundation
import PartnerAPI
import Simulator
import Store
import Sync
import Synchronization

/// A sync, and what the client met: taken from its requests, not from the sync's own report.
struct FaultedRun {
    let result: Result<SyncRun.Outcome, any Error>
    let trace: RequestTrace

    var run: PublishedRun? { try? result.get().run }
}

/// The requests of one sync as the client's observer saw them.
final class RequestTrace: Sendable {
    private let events = Mutex<[RequestEvent]>([])

    @Sendable func note(_ event: RequestEvent) { events.withLock { $0.append(event) } }

    var count: Int { events.withLock { $0.count } }

    /// The path of every try.
    var tries: [String] { events.withLock { $0 }.map(\.path) }

    /// The path of every answer. A try that this machine has cut off has no answer, and doesn't count as a request.
    var answers: [String] { events.withLock { $0 }.filter { $0.status != nil }.map(\.path) }

    /// Paths with a request that was given up: its last try failed.
    var givenUp: Set<String> { paths { $0.failure != nil && $0.retryIn == nil && $0.status != 404 } }

    /// Paths with a request whose answer was 404.
    var notFound: Set<String> { paths { $0.status == 404 } }

    private func paths(_ isMeant: (RequestEvent) -> Bool) -> Set<String> {
        // A request that was given up counts, even if an earlier one of its path succeeded.
        Set(events.withLock { $0 }.filter(isMeant).map(\.path))
    }
}

extension Harness {
    /// Runs one sync of everything, opt-ins too, on a clock that makes every wait pass at once.
    ///
    /// - Parameter client: by default one that waits for every answer.
    @discardableResult
    func faulted(
        _ simulator: RunningSimulator, catalog: Catalog = .standard, client: PartnerClient.Options = .patient,
        change: (inout SyncRun.Options) -> Void = { _ in }
    ) async throws -> FaultedRun {
        let mirror = try MirrorDatabase.open(path, catalog: catalog, account: Self.account)
        let trace = RequestTrace()
        let requests = RequestCounter()
        var options = SyncRun.Options()
        options.optedIn = ["recipe_version_details", "picklist_values"]
        options.pickLists = [FaultWorld.pickList]
        options.allowedDeletes = .all
        change(&options)
        let runOptions = options
        let now = Date(timeIntervalSince1970: 1_718_452_800 + 3_600 * Double(try lastRun() + 1))
        let observe: @Sendable (RequestEvent) -> Void = { event in
            requests.note(event)
            trace.note(event)
        }
        do {
            let outcome = try await PartnerClient.with(
                base: BaseURL(simulator.baseURL), credentials: Credentials.from(environment: ["WORKATO_API_TOKEN": "simulator-token"]),
                rateLimiter: RateLimiter(time: .immediate(now)), options: client,
                observe: observe
            ) { client in
                try await SyncRun(mirror: mirror, client: client, requests: requests, options: runOptions, now: { now }).run()
            }
            return FaultedRun(result: .success(outcome), trace: trace)
        } catch {
            return FaultedRun(result: .failure(error), trace: trace)
        }
    }

    func lastRun() throws -> Int {
        try rows("SELECT max(id) AS n FROM sync_runs").first?["n"]??.asInteger ?? 0
    }

    /// The scopes of the last run that failed.
    func troubledScopes() throws -> [TroubledScope] {
        try rows("SELECT resource, scope, state, error FROM sync_scopes WHERE run = \(try lastRun()) AND state <> 'complete'")
            .map { cells in
                let text = cells.compactMapValues { $0 }
                return TroubledScope(
                    resource: text["resource"] ?? "", scope: text["scope"] ?? "", state: text["state"] ?? "", error: text["error"] ?? "")
            }
    }
}

/// A scope that a run could not list.
struct TroubledScope: Hashable {
    let resource: String
    let scope: String
    let state: String
    let error: String

    /// The paths that the client asks to list it.
    var paths: [String] { Catalog.standard[resource].map { $0.faultPaths(of: Scope($0, named: scope)) } ?? [] }
}

extension Scope {
    /// A scope by its name in `sync_scopes`.
    init(_ resource: Resource, named name: String) {
        let values = name.split(separator: " ").map { part in
            let text = String(part.drop { $0 != "=" }.dropFirst())
            return Int64(text).map { KeyValue.integer($0) } ?? .text(text)
        }
        self.init(resource, in: .standard, values: values)
    }
}

extension String {
    var asInteger: Int? { Int(self) }
}
