import Catalog
import Foundation
import GRDB
import PartnerAPI
import Simulator
import Store
import Sync
import TestServers

@testable import Billing

/// A simulated account, its mirror, and a ledger of what the world has shown: each sync takes place at the world's time.
final class SimulatedAccount {
    static let zone = "America/Los_Angeles"

    let world: World
    let folder: URL
    var path: String { folder.appending(path: "mirror.db").path }
    private(set) var model = BillingModel()
    /// How many syncs there were.
    private(set) var syncs = 0
    private let simulator: RunningSimulator
    /// Open all the time, as a poller has it.
    private let mirror: MirrorDatabase

    init(_ world: World, _ simulator: RunningSimulator) throws {
        (self.world, self.simulator) = (world, simulator)
        folder = FileManager.default.temporaryDirectory.appending(path: "billing-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        mirror = try MirrorDatabase.open(folder.appending(path: "mirror.db").path, account: "http://partner.example/api")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var now: Date { Date(timeIntervalSince1970: Double(world.now.milliseconds) / 1_000) }

    /// Such as `2025-03-17`, by UTC.
    var day: String { String(world.now.utc.prefix(10)) }

    /// Lists what bills are made of.
    func sync() async throws {
        let (now, mirror) = (now, mirror)
        let requests = RequestCounter()
        var options = SyncRun.Options()
        options.only = ["managed_users", "recipes", "task_usage"]
        let runOptions = options
        let outcome = try await PartnerClient.with(
            base: BaseURL(simulator.baseURL), credentials: Credentials.from(environment: ["WORKATO_API_TOKEN": "simulator-token"]),
            rateLimiter: RateLimiter(time: .immediate(now)), options: .patient, observe: requests.note
        ) { client in
            try await SyncRun(mirror: mirror, client: client, requests: requests, options: runOptions, now: { now }).run()
        }
        syncs += 1
        let shown = world.usage.map { (BillingModel.Slot(month: $0.month.description, customer: $0.managedUserID), $0.taskCount) }
        model.note(
            run: outcome.run.id, from: now, to: now, readsUsage: outcome.run.state == .complete, live: customers,
            shown: Dictionary(uniqueKeysWithValues: shown))
    }

    private var customers: [Int64: CustomerFacts] {
        let found = world.records(.customers).compactMap { record in
            record["id"]?.integerValue.map { id in
                let facts = CustomerFacts(
                    name: record["name"]?.stringValue, externalID: record["external_id"]?.stringValue, plan: record["plan_id"]?.stringValue)
                return (id, facts)
            }
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    func close(_ month: String, _ terms: CloseTerms, _ letterhead: BillingLetterhead, by toolVersion: String) throws {
        _ = try MonthClose(path: path, terms: terms, letterhead: letterhead, toolVersion: toolVersion)(month, now: now)
        model.close(month, MonthBounds.of(month, in: Self.zone), now: now)
    }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value { try DatabaseQueue(path: path).read(body) }
}
