import Foundation
import GRDB
import GRDBSQLite
import Store

/// `data/manifest.json` of a snapshot: what the copy of the mirror in it must have.
public struct SnapshotManifest: Codable, Sendable, Equatable {
    /// The form of this file.
    public var format = SnapshotManifest.form
    /// The API's address.
    public var account: String?
    /// In the mirror's form of time.
    public var createdAt: String
    public var toolVersion: String
    public var schemaVersion: String?
    public var note: String?
    /// The newest published run, whose state the copy shows.
    public var run: Run
    /// How many runs the mirror has recorded, by how they ended.
    public var runs: [String: Int]
    public var chain: Chain
    /// Nil for a copy in which nothing is hidden.
    public var redaction: RedactionResult?
    public var tables: [Table]

    static let form = "workato-mirror snapshot, version 1"

    public struct Run: Codable, Sendable, Equatable {
        public var id: Int64
        public var startedAt: String
        public var finishedAt: String
        public var state: String
        /// How its listings ended.
        public var listings: [String: Int]
        /// The listings that an earlier run read to their end, and this run did not.
        public var olderListings: Int
    }

    public struct Chain: Codable, Sendable, Equatable {
        /// The digest of the newest link.
        public var head: String
        public var links: Int
        public var beginsAtRun: Int64
        /// The head of the mirror that was redacted; nil for a copy that was not.
        public var originalHead: String?
    }

    public struct Table: Codable, Sendable, Equatable {
        public var name: String
        public var rows: Int
        /// Over the SHA-256s of the rows' canonical texts.
        public var sha256: String
        /// What `.sha3sum` of the sqlite3 shell shows.
        public var sha3sum: String
    }

    var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            encoder.keyEncodingStrategy = .convertToSnakeCase
            return try encoder.encode(self) + Data("\n".utf8)
        }
    }

    init(json: Data) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(SnapshotManifest.self, from: json)
    }
}

extension SnapshotManifest {
    /// Reads what a copy has.
    init(of db: Database, createdAt: String, toolVersion: String, note: String?) throws {
        (self.createdAt, self.toolVersion, self.note) = (createdAt, toolVersion, note)
        account = try Self.meta("base_url", in: db)
        schemaVersion = try Self.meta("schema_version", in: db)
        run = try Run(newestIn: db)
        runs = try Self.counts(db, "SELECT state, count(*) FROM main.sync_runs GROUP BY state")
        chain = try Chain(db)
        tables = try Table.all(in: db)
    }

    static func meta(_ name: String, in db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT value FROM main.mirror_meta WHERE name = ?", arguments: [name])
    }

    fileprivate static func counts(_ db: Database, _ sql: String, _ arguments: StatementArguments = []) throws -> [String: Int] {
        try Row.fetchAll(db, sql: sql, arguments: arguments).reduce(into: [:]) { $0[$1[0]] = $1[1] }
    }
}

extension SnapshotManifest.Run {
    init(newestIn db: Database) throws {
        let row = try Row.fetchOne(
            db, sql: "SELECT id, started_at, finished_at, state FROM main.sync_runs WHERE state <> 'failed' ORDER BY id DESC LIMIT 1")
        (id, startedAt, finishedAt, state) = (row?["id"] ?? 0, row?["started_at"] ?? "", row?["finished_at"] ?? "", row?["state"] ?? "")
        listings = try SnapshotManifest.counts(db, "SELECT state, count(*) FROM main.sync_scopes WHERE run = ? GROUP BY state", [id])
        olderListings =
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM (
                        SELECT 1 FROM main.sync_scopes WHERE state = 'complete' GROUP BY resource, scope HAVING max(run) < ?
                    )
                    """, arguments: [id]) ?? 0
    }
}

extension SnapshotManifest.Chain {
    init(_ db: Database) throws {
        head = try Chain(db).head ?? ""
        links = try Int.fetchOne(db, sql: "SELECT count(*) FROM main.chain_links") ?? 0
        beginsAtRun = try SnapshotManifest.meta(Store.Chain.begins, in: db).flatMap(Int64.init) ?? 0
        originalHead = try SnapshotManifest.meta(ChainRenewal.originalHead, in: db)
    }
}

extension SnapshotManifest.Table {
    /// All tables that a person can read, by name. SQLite's own are none.
    static func all(in db: Database) throws -> [SnapshotManifest.Table] {
        try String.fetchAll(db, sql: EvidenceSQL.readableTables).map { try SnapshotManifest.Table($0, in: db) }
    }

    init(_ name: String, in db: Database) throws {
        guard let connection = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
        let content = try TableContent(of: name, in: db)
        do {
            self.init(
                name: name, rows: content.rows, sha256: content.sha256, sha3sum: try ShellSHA3.hash(ofTable: name, in: connection))
        } catch ShellSumError.cannotRead(let code, let message) {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
        }
    }
}
