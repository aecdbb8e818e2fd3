import Catalog
import Foundation
import GRDB
import PartnerAPI
import Simulator
import Store

@testable import Sync

/// Checks a harness's mirror against the API, and plants what a check has to find.
extension Harness {
    /// Two hours after the harness's first run, which begins at 13:00.
    static let checkedAt = Date(timeIntervalSince1970: 1_718_452_800 + 3 * 3_600)

    /// A small account whose records are all older than the harness's first run.
    static func world(customers: Int = 4, recipes: Int = 6, seed: UInt64 = 4) -> World {
        World(
            WorldOptions(
                customers: customers, seed: seed, recipesPerCustomer: recipes, connectionsPerCustomer: 3, lookupTablesPerCustomer: 2,
                rowsPerTable: 6))
    }

    /// - Parameter observe: is told of every request.
    func check(
        _ simulator: RunningSimulator, size: Int = .max, seed: UInt64 = 1, listings: Int = 10, optedIn: Set<String> = [],
        observe: @escaping @Sendable (RequestEvent) -> Void = { _ in }
    ) async throws -> SampleReport {
        let mirror = try MirrorDatabase.reading(path)
        let requests = RequestCounter()
        var options = SampleCheck.Options()
        (options.size, options.seed, options.listings) = (size, seed, listings)
        options.run.optedIn = optedIn
        let checkOptions = options
        let note: @Sendable (RequestEvent) -> Void = { event in
            requests.note(event)
            observe(event)
        }
        return try await PartnerClient.with(
            base: BaseURL(simulator.baseURL), credentials: Credentials.from(environment: ["WORKATO_API_TOKEN": "simulator-token"]),
            rateLimiter: RateLimiter(time: .immediate(Self.checkedAt)), options: .patient, observe: note
        ) { client in
            try await SampleCheck(mirror: mirror, client: client, requests: requests, options: checkOptions, now: { Self.checkedAt }).run()
        }
    }

    /// What a check with this seed draws.
    func drawn(size: Int, seed: UInt64) throws -> DrawnSample {
        var random = SeededRandom(seed: seed)
        let resources = Selection(SyncRun.Options(), of: .standard) { _ in "" }.resources
        return try MirrorDatabase.reading(path).draw(from: resources) { random.places(size, of: $0) }
    }

    /// A cell that was changed in the file.
    struct Planted: Hashable {
        let resource, key, column: String
    }

    /// Changes a random cell of so many random objects in the file, behind the mirror's back.
    func plant(_ count: Int, seed: UInt64) throws -> Set<Planted> {
        var random = SeededRandom(seed: seed)
        // The figure of a month that is not over grows, so nothing can be planted in it.
        let all = try drawn(size: .max, seed: 0).objects.filter { $0.key.last != .text("2024-06") }
        return try Set(random.places(count, of: all.count).map { try plant(in: all[$0], &random) })
    }

    func plant(in object: SampledObject, _ random: inout SeededRandom) throws -> Planted {
        let key = Catalog.standard.tableKey(of: try found(object))
        return try DatabaseQueue(path: path).write { db in
            let columns = try db.columns(in: object.resource).map(\.name).filter { !key.contains($0) && $0 != "_valid_from" }
            let condition = "\(key.map { "\"\($0)\" = ?" }.joined(separator: " AND "))"
            while true {
                let column = columns[random.number(upTo: columns.count - 1)]
                for value in ["'planted'", "987654321", "'1999-01-01T00:00:00.000Z'", "'[\"planted\"]'", "1 - ifnull(\"\(column)\", 0)"] {
                    let sql =
                        "UPDATE \"\(object.resource)\" SET \"\(column)\" = \(value) WHERE \(condition) AND \"\(column)\" IS NOT \(value)"
                    try? db.execute(sql: sql, arguments: StatementArguments(object.scope.values + object.key))
                    guard db.changesCount > 0 else { continue }
                    return Planted(resource: object.resource, key: object.keyText(in: .standard), column: column)
                }
            }
        }
    }

    private func found(_ object: SampledObject) throws -> Resource {
        guard let resource = Catalog.standard[object.resource] else { throw StoreError.catalog(object.resource) }
        return resource
    }
}

extension SampleReport {
    /// The cells that the report calls wrong.
    var cells: Set<Harness.Planted> {
        var cells: Set<Harness.Planted> = []
        for finding in findings {
            guard finding.outcome.isWrong else { continue }
            cells.formUnion(finding.outcome.columns.map { Harness.Planted(resource: finding.resource, key: finding.key, column: $0) })
        }
        return cells
    }

    func outcome(of key: String, _ resource: String) -> SampleOutcome? {
        findings.first { $0.resource == resource && $0.key == key }?.outcome
    }
}

extension SampleOutcome {
    fileprivate var isWrong: Bool {
        switch self {
        case .differs, .undated: true
        default: false
        }
    }

    fileprivate var columns: [String] {
        switch self {
        case .differs(let columns), .undated(let columns), .changedSince(let columns): columns
        default: []
        }
    }
}
