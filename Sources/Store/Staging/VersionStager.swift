import Catalog
import GRDB
import GRDBSQLite
import Hashing
import JSONPages

/// Stages a record's large text if the mirror does not have this very version of it.
struct VersionStager {
    private let table: VersionsTable
    private let scope: StagedScope
    private let exists: OpaquePointer
    private let rechecks: Bool
    private let insert: OpaquePointer

    init(_ table: VersionsTable, _ scope: StagedScope, rechecks: Bool, _ db: Database) throws {
        self.table = table
        self.scope = scope
        self.rechecks = rechecks
        exists = try db.cachedStatement(sql: rechecks ? table.existsWhole : table.exists).sqliteStatement
        insert = try db.cachedStatement(sql: table.insert).sqliteStatement
    }

    func stage(_ index: Int, _ key: KeyValue, _ reader: PageReader) throws {
        let text = reader.value(of: index, table.textField)
        guard text.kind != .absent, text.kind != .null else { return }
        let number = reader.value(of: index, table.numberField)
        var hash = SHA256.hash(text.text).hex
        try hash.withUTF8 { hash in
            let hash = UnsafeRawBufferPointer(hash)
            if try isKnown(key, number, hash, text.text) { return }
            sqlite3_bind_int64(insert, 1, scope.id)
            let next = bindOwner(insert, from: 2, key, number)
            _ = CellBinder(statement: insert).bindText(text.text, next)
            _ = CellBinder(statement: insert).bindText(hash, next + 1)
            try run(insert) { _ in }
        }
    }

    private func isKnown(
        _ key: KeyValue, _ number: FieldValue, _ hash: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer
    ) throws -> Bool {
        let next = bindOwner(exists, from: 1, key, number)
        _ = CellBinder(statement: exists).bindText(hash, next)
        if rechecks { _ = CellBinder(statement: exists).bindText(text, next + 1) }
        defer { sqlite3_reset(exists) }
        return try step(exists)
    }

    /// - Returns: the place after the last one that was bound.
    private func bindOwner(_ statement: OpaquePointer, from first: Int32, _ key: KeyValue, _ number: FieldValue) -> Int32 {
        var place = first
        for value in scope.scope.values + [key] {
            value.bind(to: statement, at: place)
            place += 1
        }
        _ = CellBinder(statement: statement).bind(number, as: .integer, at: place)
        return place + 1
    }
}
