import Billing
import Foundation
import GRDB
import PartnerAPI
import SeededNumbers
import Simulator
import Store
import Sync
import Synchronization
import TestServers

@testable import Evidence

/// A mirror of a simulated account with a past of every kind: published runs, one that failed, one that rechecked, two closed months, and, if
/// wanted, a link over the whole state in the middle.
struct ChainedMirror {
    static let seed = ProcessInfo.processInfo.environment["CHAIN_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...UInt64.max)

    /// What stood at the end of each step.
    struct Step: Sendable {
        let head: String?
        let links: Int
        /// By table, the digest of the whole table.
        let rows: [String: TableContent]
    }

    let path: String
    let steps: [Step]

    private static let plain = Task { try await make(isUpgraded: false) }
    private static let upgraded = Task { try await make(isUpgraded: true) }

    static func shared(isUpgraded: Bool) async throws -> ChainedMirror {
        try await isUpgraded ? upgraded.value : plain.value
    }

    /// A copy of its own, page by page, in a folder of its own.
    func copy() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "chain-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let copy = folder.appending(path: "copy.db").path
        try MirrorCopy.make(of: path, at: copy)
        return copy
    }

    static func remove(_ copy: String) { try? FileManager.default.removeItem(at: URL(filePath: copy).deletingLastPathComponent()) }

    private static func make(isUpgraded: Bool) async throws -> ChainedMirror {
        print("CHAIN_SEED=\(seed)")
        let folder = FileManager.default.temporaryDirectory.appending(path: "chain-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var options = WorldOptions(
            customers: 4, seed: 5, recipesPerCustomer: 3, connectionsPerCustomer: 2, lookupTablesPerCustomer: 1, rowsPerTable: 3)
        options.now = Moment(2024, 6, 10, 12)
        let maker = ChainMaker(path: folder.appending(path: "mirror.db").path, world: World(options))
        var steps: [Step] = []
        try await ServerTurn.take {
            var options = SimulatorOptions()
            options.rateWindow = 0
            try await withSimulator(maker.world, options) { simulator async throws in
                steps = try await maker.play(simulator, isUpgraded: isUpgraded)
            }
        }
        return ChainedMirror(path: maker.path, steps: steps)
    }
}

/// Makes it step by step.
private struct ChainMaker {
    let path: String
    let world: World

    private var now: Date { Date(timeIntervalSince1970: Double(world.now.milliseconds) / 1_000) }

    func play(_ simulator: RunningSimulator, isUpgraded: Bool) async throws -> [ChainedMirror.Step] {
        var random = SeededGenerator(seed: ChainedMirror.seed)
        var steps: [ChainedMirror.Step] = []
        try await sync(simulator)
        for _ in 0..<2 {
            change(&random)
            try await sync(simulator)
            steps.append(try step())
        }
        try close("2024-04")
        steps.append(try step())
        try? await sync(simulator, token: "wrong")
        steps.append(try step())
        if isUpgraded {
            try MirrorDatabase.openPublished(path).transaction { _ = try Chain($0).linkState() }
            steps.append(try step())
        }
        change(&random)
        try await sync(simulator)
        steps.append(try step())
        try close("2024-05")
        steps.append(try step())
        change(&random)
        try await sync(simulator, rechecks: true)
        steps.append(try step())
        return steps
    }

    /// Whatever a day changes by itself, and some more.
    private func change(_ random: inout SeededGenerator) {
        world.advance(days: 1)
        for customer in world.customerIDs where Bool.random(using: &random) {
            world.set("name", to: .string("Name \(Int.random(in: 0..<1_000_000, using: &random))"), of: customer, in: .customers)
            let month = Month(year: 2024, month: .random(in: 3...6, using: &random))
            world.setUsage(.random(in: 0..<9_000, using: &random), of: customer, in: month)
            for place in [Place.recipes(of: customer), .connections(of: customer)] {
                let ids = world.records(place).compactMap { $0["id"]?.integerValue }
                guard let id = ids.randomElement(using: &random) else { continue }
                if Int.random(in: 0..<3, using: &random) == 0 {
                    world.delete(id, from: place)
                } else {
                    world.set("name", to: .string("é \(Int.random(in: 0..<1_000_000, using: &random))"), of: id, in: place)
                }
            }
        }
    }

    private func close(_ month: String) throws {
        _ = try MonthClose(
            path: path, terms: CloseTerms(timeZone: "UTC"), letterhead: BillingLetterhead(issuer: "Partner"), toolVersion: "1.0.0"
        )(month, now: now)
    }

    private func step() throws -> ChainedMirror.Step {
        try MirrorFile.openForReading(path).read { db in
            let links = try Int.fetchOne(db, sql: "SELECT count(*) FROM chain_links") ?? 0
            let tables = try CoveredTable.all(in: db).map(\.name)
            return ChainedMirror.Step(
                head: try Chain(db).head, links: links,
                rows: try Dictionary(uniqueKeysWithValues: tables.map { ($0, try TableContent(of: $0, in: db)) }))
        }
    }

    private func sync(_ simulator: RunningSimulator, token: String = "simulator-token", rechecks: Bool = false) async throws {
        let mirror = try MirrorDatabase.open(path, account: "http://partner.example/api")
        let requests = RequestCounter()
        let now = now
        var options = SyncRun.Options()
        options.rechecks = rechecks
        let chosen = options
        _ = try await PartnerClient.with(
            base: BaseURL(simulator.baseURL), credentials: Credentials.from(environment: ["WORKATO_API_TOKEN": token]),
            rateLimiter: RateLimiter(time: .immediate(now)), options: .patient, observe: requests.note
        ) { client in
            try await SyncRun(mirror: mirror, client: client, requests: requests, options: chosen, now: { now }).run()
        }
    }
}

/// What `verify` found.
struct Verified {
    let findings: [Finding]
    let outcome: Verification.Outcome

    init(_ path: String, head: String? = nil) throws {
        let found = Mutex<[Finding]>([])
        outcome = try Verification(path: path, head: head).run(
            found: { finding in found.withLock { $0.append(finding) } }, checked: { _ in })
        findings = found.withLock { $0 }
    }
}
