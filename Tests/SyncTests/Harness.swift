import Catalog
import Foundation
import GRDB
import PartnerAPI
import Simulator
import Store
import Sync
import Synchronization
import TestServers

/// A mirror in its own folder, and functions to sync into it and to read it.
final class Harness: Sendable {
    let folder: URL
    let path: String
    private let runs = Mutex(0)

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "sync-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "mirror.db").path
        try FileManager.default.copyItem(atPath: Self.empty.get(), toPath: path)
    }

    /// The path of a mirror without a run. Copying it is quicker than making one for each test.
    private static let empty = Result {
        atexit { try? FileManager.default.removeItem(at: Harness.emptyFolder) }
        try FileManager.default.createDirectory(at: emptyFolder, withIntermediateDirectories: true)
        let path = emptyFolder.appending(path: "mirror.db").path
        try MirrorDatabase.open(path, account: account).checkpoint()
        return path
    }
    private static let emptyFolder = FileManager.default.temporaryDirectory.appending(path: "sync-tests-\(UUID().uuidString)")
    static let account = "http://partner.example/api"

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Runs one sync against a simulator, on a clock that makes every wait pass at once.
    @discardableResult
    func sync(
        _ simulator: RunningSimulator, catalog: Catalog = .standard, token: String = "simulator-token",
        change: (inout SyncRun.Options) -> Void = { _ in }
    ) async throws -> SyncRun.Outcome {
        let mirror = try MirrorDatabase.open(path, catalog: catalog, account: Self.account)
        let requests = RequestCounter()
        var options = SyncRun.Options()
        change(&options)
        let runOptions = options
        let number = runs.withLock { runs in
            runs += 1
            return runs
        }
        // An hour lies between two runs.
        let now = Date(timeIntervalSince1970: 1_718_452_800 + Double(number) * 3_600)
        return try await PartnerClient.with(
            base: BaseURL(simulator.baseURL), credentials: Credentials.from(environment: ["WORKATO_API_TOKEN": token]),
            rateLimiter: RateLimiter(time: .immediate(now)), options: .patient, observe: requests.note
        ) { client in
            try await SyncRun(mirror: mirror, client: client, requests: requests, options: runOptions, now: { now }).run()
        }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try DatabaseQueue(path: path).read(body)
    }

    func write(_ sql: String) throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }

    /// A query's rows, every cell as text, NULL as nil.
    func rows(_ sql: String) throws -> [[String: String?]] {
        try read { db in try Row.fetchAll(db, sql: sql).map(\.cells) }
    }

    /// Everything in the file except what runs say about themselves.
    func contents() throws -> [String: [[String: String?]]] {
        try read { db in
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            let kept = tables.filter { !["sync_runs", "sync_scopes", "chain_links", "chain_tables", "chain_rows"].contains($0) }
            return try Dictionary(
                uniqueKeysWithValues: kept.map { ($0, try Row.fetchAll(db, sql: "SELECT * FROM \"\($0)\" ").map(\.cells)) })
        }
    }
}

extension Row {
    /// Every cell as text, NULL as nil.
    var cells: [String: String?] {
        Dictionary(
            uniqueKeysWithValues: map { name, value in
                let text: String? =
                    switch value.storage {
                    case .null: nil
                    case .int64(let number): "\(number)"
                    case .double(let number): "\(number)"
                    case .string(let text): text
                    case .blob(let data): data.base64EncodedString()
                    }
                return (name, text)
            })
    }
}

/// Serves a world when it is this test's turn. In these tests, `withSimulator` means this function.
@discardableResult
func withSimulator<Result>(
    _ world: World, _ options: SimulatorOptions = SimulatorOptions(), _ body: (RunningSimulator) async throws -> Result
) async throws -> Result {
    try await ServerTurn.take { try await Simulator.withSimulator(world, options, body) }
}

extension SimulatorOptions {
    /// Without budgets: with the harness's clock every wait ends at once, but the server's clock is a real one.
    static var unpaced: SimulatorOptions { .with { $0.rateWindow = 0 } }

    static func unpaced(_ change: (inout SimulatorOptions) throws -> Void) rethrows -> SimulatorOptions {
        try .with { options in
            options.rateWindow = 0
            try change(&options)
        }
    }
}
