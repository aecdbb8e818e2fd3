import Catalog
import Foundation
import GRDB

/// What `status` shows: the state of a mirror at one moment. Nothing is asked of the server, and nothing is written.
public struct MirrorStatus: Sendable {
    /// Answers that could not be interpreted for the same reason.
    public struct Uninterpreted: Sendable {
        public let resource: String
        public let reason: String
        public let answers: Int
        public let firstRun: Int64
    }

    public struct Size: Sendable {
        /// Of the file, and of the log beside it.
        public let fileBytes: Int
        public let logBytes: Int
        /// Rows that exist now, and versions that are no longer current.
        public let liveRows: Int
        public let historyRows: Int
        /// How many bytes those versions and their indexes take in the file; nil if it was not measured.
        public let historyBytes: Int?
    }

    public let baseURL: String?
    public let schemaVersion: String?
    public let lastComplete: RunRecord?
    /// The digest of the newest link of the chain; nil where the file has none yet.
    public let chainHead: String?
    public let coverage: CoverageReading
    /// Nil where the file was last written by a program that did not note them.
    public let unknownFields: [UnknownField]?
    public let uninterpreted: [Uninterpreted]
    public let size: Size

    /// - Parameter measuresHistory: says how many bytes the history takes, for which the whole file has to be read.
    public init(of path: String, measuresHistory: Bool = false, catalog: Catalog = .standard) throws(StoreError) {
        self = try reporting(path) {
            try MirrorFile.openForReading(path).unsafeRead { db in
                try db.inSnapshot { try MirrorStatus(db, path: path, measuresHistory: measuresHistory, catalog) }
            }
        }
    }

    private init(_ db: Database, path: String, measuresHistory: Bool, _ catalog: Catalog) throws {
        let tables = try Set(String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'"))
        baseURL = try Meta.value("base_url", in: db)
        schemaVersion = try Meta.value("schema_version", in: db)
        lastComplete = try RunRecord.fetch(db, "WHERE state = 'complete' ORDER BY id DESC")
        chainHead = tables.contains("chain_links") ? try Chain(db).head : nil
        coverage = try CoverageReading(db, catalog)
        unknownFields = tables.contains("unknown_fields") ? try UnknownField.fetchAll(db, catalog) : nil
        uninterpreted = try Row.fetchAll(db, sql: StoreSQL.uninterpreted).map {
            Uninterpreted(resource: $0["resource"], reason: $0["reason"], answers: $0["answers"], firstRun: $0["run"])
        }
        size = try Size(db, path: path, live: catalog.tables.map(\.name).filter(tables.contains), measuresHistory: measuresHistory)
    }
}

extension MirrorStatus.Size {
    fileprivate init(_ db: Database, path: String, live: [String], measuresHistory: Bool) throws {
        func rows(of tables: [String]) throws -> Int {
            try tables.reduce(0) { try $0 + (Int.fetchOne(db, sql: "SELECT count(*) FROM \(quoted($1))") ?? 0) }
        }
        func bytes(_ path: String) -> Int {
            ((try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? NSNumber)?.intValue ?? 0
        }
        let historyTables = live.map { "\($0)_history" }
        fileBytes = bytes(path)
        logBytes = bytes("\(path)-wal")
        liveRows = try rows(of: live)
        historyRows = try rows(of: historyTables)
        historyBytes = measuresHistory ? try Self.bytes(of: historyTables, in: db) : nil
    }

    /// - Returns: nil if this SQLite cannot tell: not every one has `dbstat`.
    private static func bytes(of tables: [String], in db: Database) throws -> Int? {
        guard try Bool.fetchOne(db, sql: "SELECT count(*) FROM pragma_module_list WHERE name = 'dbstat'") == true else { return nil }
        let names = tables.map { "'\($0)'" }.joined(separator: ", ")
        return try Int.fetchOne(
            db,
            sql: """
                SELECT coalesce(sum(pgsize), 0) FROM dbstat
                WHERE aggregate = TRUE AND name IN (SELECT name FROM sqlite_schema WHERE tbl_name IN (\(names)))
                """)
    }
}

extension UnknownField {
    /// All but those that have had a column since a later migration.
    fileprivate static func fetchAll(_ db: Database, _ catalog: Catalog) throws -> [UnknownField] {
        try Row.fetchAll(db, sql: "SELECT resource, field, has_column, run, key FROM unknown_fields ORDER BY resource, field, has_column")
            .map {
                UnknownField(
                    resource: $0["resource"], field: $0["field"], isMisfit: $0["has_column"], firstRun: $0["run"], sampleKey: $0["key"])
            }
            .filter { field in
                guard let resource = catalog[field.resource], let table = catalog.tables(of: resource).first else { return true }
                return try field.isMisfit || !TableSchema(table, in: db).columns.contains { $0.name == field.field }
            }
    }
}
