import Catalog
import GRDB
import GRDBSQLite
import JSONPages

/// What staging a page has found.
public struct StagedPage: Sendable {
    /// Records that the page held.
    public var records = 0
    /// Records that the same listing had shown before.
    public var repeated = 0
    /// The texts of records that cannot be rows, because they have no usable key, or two values in one field. They are kept as drift.
    public var unusable: [String] = []
    /// The keys of the first and of the last record, and the lowest of them.
    public var firstKey: KeyValue?
    public var lastKey: KeyValue?
    public var lowestID: Int64?
    /// The sum of the keys' hashes. It is the same for the same keys, whatever their order and number of pages.
    public var fingerprint = 0
    /// All keys, if the listing is a tree: each one is asked for what is below it.
    public var branches: [KeyValue] = []

    mutating func saw(_ key: KeyValue, isBranch: Bool) {
        if isBranch { branches.append(key) }
        if firstKey == nil { firstKey = key }
        lastKey = key
        fingerprint &+= key.hashValue
        if case .integer(let id) = key { lowestID = min(id, lowestID ?? id) }
    }
}

/// Compares a page's records with the mirror, and stages those that differ. One is made for each page.
///
/// This is the hot path. GRDB prepares the statements; they are bound from the page's memory and stepped by SQLite's own functions.
struct PageStager {
    let mapping: RecordMapping
    let scope: StagedScope
    /// Stages records that have not changed too, so that publishing compares them with their rows.
    private let rechecks: Bool
    private let known: OpaquePointer
    private let listed: OpaquePointer
    private let relisted: OpaquePointer
    private let record: OpaquePointer
    private let measures: OpaquePointer?
    private let version: VersionStager?
    private let connection: OpaquePointer

    init(_ mapping: RecordMapping, _ scope: StagedScope, rechecks: Bool, _ db: Database) throws {
        func statement(_ sql: String) throws -> OpaquePointer { try db.cachedStatement(sql: sql).sqliteStatement }
        self.mapping = mapping
        self.scope = scope
        self.rechecks = rechecks
        known = try statement(StoreSQL.knownDigest)
        listed = try statement(StoreSQL.listKey)
        relisted = try statement(StoreSQL.listKeyAgain)
        record = try statement(mapping.record.insert)
        measures = try mapping.measures.map { try statement($0.insert) }
        version = try mapping.versions.map { try VersionStager($0, scope, rechecks: rechecks, db) }
        guard let connection = db.sqliteConnection else { throw StoreError.catalog("the database is closed") }
        self.connection = connection
    }

    func stage(_ page: RecordPage) throws -> StagedPage {
        var result = StagedPage()
        var extra = Extra()
        try page.read { reader in
            try withUnsafeTemporaryAllocation(byteCount: 16, alignment: 8) { digest in
                for index in 0..<reader.count {
                    result.records += 1
                    guard let key = mapping.key(of: index, in: reader), !reader.isDoubled(index) else {
                        result.unusable.append(String(decoding: reader.text(of: index), as: UTF8.self))
                        continue
                    }
                    result.saw(key, isBranch: mapping.resource.listing.branch != nil)
                    mapping.seed.digest(of: reader.text(of: index), into: digest)
                    let unchanged = try isKnown(key, digest)
                    let again = try !list(key, unchanged ? nil : digest)
                    if again {
                        result.repeated += 1
                        try run(relisted) { bind($0, key, digest) }
                    }
                    if !unchanged || again || rechecks { try stage(index, key, reader, &extra) }
                }
            }
        }
        return result
    }

    private func isKnown(_ key: KeyValue, _ digest: UnsafeMutableRawBufferPointer) throws -> Bool {
        bind(known, key, nil)
        defer { sqlite3_reset(known) }
        guard try step(known), sqlite3_column_bytes(known, 0) == 16, let stored = sqlite3_column_blob(known, 0) else { return false }
        return UnsafeRawBufferPointer(start: stored, count: 16).elementsEqual(digest)
    }

    /// - Returns: false if the listing had shown the key before.
    private func list(_ key: KeyValue, _ digest: UnsafeMutableRawBufferPointer?) throws -> Bool {
        try run(listed) { bind($0, key, digest) }
        return sqlite3_changes64(connection) == 1
    }

    private func stage(_ index: Int, _ key: KeyValue, _ reader: PageReader, _ extra: inout Extra) throws {
        extra.collectUnknowns(of: index, in: reader)
        try fill(record, mapping.record, index, key, reader, &extra)
        if let measures, let table = mapping.measures {
            extra.clear()
            try fill(measures, table, index, key, reader, &extra)
        }
        try version?.stage(index, key, reader)
    }

    private func fill(
        _ statement: OpaquePointer, _ table: StagedTable, _ index: Int, _ key: KeyValue, _ reader: PageReader, _ extra: inout Extra
    ) throws {
        let binder = CellBinder(statement: statement)
        sqlite3_bind_int64(statement, 1, scope.id)
        for (place, value) in zip(table.scopeIndexes, scope.scope.values) { value.bind(to: statement, at: place) }
        if let owner = table.ownerIndex { key.bind(to: statement, at: owner) }
        try binder.run(index, of: reader, into: table.columns, &extra, at: table.extraIndex)
    }

    private func bind(_ statement: OpaquePointer, _ key: KeyValue, _ digest: UnsafeMutableRawBufferPointer?) {
        sqlite3_bind_int64(statement, 1, scope.id)
        key.bind(to: statement, at: 2)
        guard sqlite3_bind_parameter_count(statement) == 3 else { return }
        if let digest { sqlite3_bind_blob(statement, 3, digest.baseAddress, 16, nil) } else { sqlite3_bind_null(statement, 3) }
    }
}

/// Runs a statement that gives no rows, and leaves it ready for the next time.
func run(_ statement: OpaquePointer, _ bind: (OpaquePointer) -> Void) throws {
    bind(statement)
    defer { sqlite3_reset(statement) }
    _ = try step(statement)
}

/// - Returns: whether there is a row.
func step(_ statement: OpaquePointer) throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
        let connection = sqlite3_db_handle(statement)
        let message = connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        let extended = connection.map { sqlite3_extended_errcode($0) } ?? code
        throw DatabaseError(resultCode: ResultCode(rawValue: extended), message: message)
    }
}
