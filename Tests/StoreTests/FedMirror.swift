import Catalog
import Foundation
import GRDB
import JSONPages
import Values

@testable import Store

/// A mirror that is fed with the bytes of pages, as a sync feeds it: there is no HTTP and no simulator.
struct FedMirror {
    let path: String
    private let database: MirrorDatabase

    init(_ path: String? = nil, schema: Schema = Schema(catalog: .standard)) throws {
        self.path = try path ?? EmptyMirror.copy()
        database = try MirrorDatabase.open(self.path, schema: schema, account: EmptyMirror.account)
    }

    /// What a listing answered, page by page, and how it ended.
    struct Listing {
        let resource: Resource
        var parents: [KeyValue] = []
        let pages: [String]
        var end = ScopeEnd.complete
    }

    /// Begins each listing, stages its pages, ends it; then publishes all. It is run `n` of the file on day `n` of March 2024.
    @discardableResult
    func run(_ listings: Listing..., allowing: AllowedDeletes = .none, rechecks: Bool = false) async throws -> Fed {
        try await run(listings: listings, allowing: allowing, rechecks: rechecks)
    }

    @discardableResult
    func run(listings: [Listing], allowing: AllowedDeletes = .none, rechecks: Bool = false) async throws -> Fed {
        let staging = try open(rechecks: rechecks)
        let staged = try await stage(listings, in: staging)
        let time = try day(0)
        let report = RunReport(startedAt: staging.startedAt, finishedAt: time, toolVersion: "test")
        let published = try await staging.publish(report, allowing: allowing, requests: 1)
        return Fed(run: published, pages: staged, resumedScopes: staging.resumedScopes)
    }

    /// A run that dies before it publishes: the side file stays.
    func interruptedRun(_ listings: Listing...) async throws {
        let staging = try open()
        _ = try await stage(listings, in: staging)
        try staging.close(keep: true)
    }

    struct Fed {
        let run: PublishedRun
        let pages: [StagedPage]
        let resumedScopes: Int

        /// Such as `complete +3 ~1 -0`.
        var counts: String { "\(run.state.rawValue) +\(run.inserts) ~\(run.updates) -\(run.deletes)" }
        var unusable: [String] { pages.flatMap(\.unusable) }
    }

    private func open(rechecks: Bool = false) throws -> Staging {
        try Staging.open(beside: database, now: day(0), yesterday: day(-1), rechecks: rechecks)
    }

    private func day(_ offset: Int) throws -> String {
        let run = try database.queue.read { try Run.next(in: $0) }
        return "2024-03-\(run + Int64(offset) + 10)T01:00:00.000Z"
    }

    private func stage(_ listings: [Listing], in staging: Staging) async throws -> [StagedPage] {
        var staged: [StagedPage] = []
        for listing in listings {
            let scope = try await staging.begin(Scope(listing.resource, in: database.catalog, values: listing.parents))
            guard !scope.isDone else { continue }
            var (records, end) = (0, listing.end)
            for text in listing.pages {
                let page = try RecordPage(reading: PageBytes(text.utf8), fields: staging.fields(of: listing.resource))
                let one = try await staging.stage(page, in: scope)
                records += one.records
                // As a sync does: a listing with a record that cannot be kept is no evidence of what is gone.
                if !one.unusable.isEmpty { end = .drift("a record cannot be kept") }
                staged.append(one)
            }
            try await staging.end(scope, end, requests: 1, pages: listing.pages.count, records: records)
        }
        return staged
    }

    /// The rows of a query as text: a line a row, ` | ` between cells.
    func table(_ sql: String, asOf run: Int? = nil) throws -> String {
        try DatabaseQueue(path: path).writeWithoutTransaction { db in
            if let run { try AsOfRun("\(run)", in: db).prepare(db, for: sql) }
            var lines: [String] = []
            let statement = try db.makeStatement(sql: sql)
            let count = statement.columnCount
            try statement.forEachRow { row in
                lines.append((0..<count).map { Self.text(StoredValue(row, Int32($0))) }.joined(separator: " | "))
            }
            return lines.joined(separator: "\n")
        }
    }

    private static func text(_ value: StoredValue) -> String {
        switch value {
        case .null: "NULL"
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .text(let text): text
        case .blob: "BLOB"
        }
    }

    /// Changes the file as something else than a sync does.
    func edit(_ sql: String) throws { try DatabaseQueue(path: path).write { try $0.execute(sql: sql) } }

    /// What the runs did, by the view `changes`.
    func changes(_ condition: String = "true") throws -> String {
        try table("SELECT run_id, op, resource, key, iif(op = 'update', columns, '') FROM changes WHERE \(condition) ORDER BY 1, 3, 4")
    }
}

extension FedMirror.Listing {
    static func customers(_ pages: String...) -> Self { .init(resource: .managedUsers, pages: pages) }

    /// A listing under customer 7.
    static func seven(_ resource: Resource, _ pages: String..., end: ScopeEnd = .complete) -> Self {
        .init(resource: resource, parents: [.integer(7)], pages: pages, end: end)
    }
}
