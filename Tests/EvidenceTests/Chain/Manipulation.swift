import Catalog
import Foundation
import GRDB
import SeededNumbers
import Store

/// What somebody with an SQLite shell does to one cell or one row of a mirror, and where it must be found.
struct Manipulation {
    enum Kind: String, CaseIterable {
        case changedCell, movedRow, insertedRow, deletedRow, swappedRows
    }

    let kind: Kind
    /// The physical table.
    let table: String
    /// What was done, for the message of a test that fails.
    let what: String
    /// The keys, before and after, that the row has.
    let keys: [NSDictionary]
    /// The runs or months that the row belongs to, before and after.
    let moments: [String]

    /// Manipulates a file at random.
    ///
    /// - Returns: nil if the file refused it, or if it would have changed nothing.
    static func make(in path: String, _ random: inout SeededGenerator) throws -> Manipulation? {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.writeWithoutTransaction { db in
            try disarm(db)
            let tables = try ManipulatedTable.all(in: db)
            guard let kind = Kind.allCases.randomElement(using: &random),
                let table = tables.filter({ kind != .swappedRows || $0.isHistory }).randomElement(using: &random)
            else { return nil }
            do {
                return try Manipulator(db: db, table: table).make(kind, &random)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                return nil
            }
        }
    }

    /// What keeps an honest program from changing the past.
    static func disarm(_ db: Database) throws {
        for trigger in try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
            try db.execute(sql: "DROP TRIGGER \"\(trigger)\"")
        }
        try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
    }
}

/// A table that the chain covers, or that is the chain.
struct ManipulatedTable {
    let name: String
    let columns: [(name: String, type: String)]
    let key: [String]
    let moment: String

    var isHistory: Bool { name.hasSuffix("_history") }

    /// Those that have rows.
    static func all(in db: Database) throws -> [ManipulatedTable] {
        let names = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        return try names.compactMap { name in
            let columns = try Row.fetchAll(db, sql: "SELECT name, type FROM pragma_table_info(?)", arguments: [name])
                .map { (name: $0["name"] as String, type: $0["type"] as String) }
            guard let moment = moment(of: name, columns.map(\.name)),
                try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \"\(name)\")") == true
            else { return nil }
            return ManipulatedTable(name: name, columns: columns, key: try key(of: name, in: db), moment: moment)
        }
    }

    private static let named = [
        "sync_runs": "id", "sync_scopes": "run", "usage_observations": "run", "drift_observations": "run", "unknown_fields": "run",
        "chain_links": "run", "chain_tables": "run",
    ]

    private static func moment(of name: String, _ columns: [String]) -> String? {
        if let moment = named[name] { return moment }
        if columns.contains("_valid_to") { return "_valid_to" }
        if columns.contains("_valid_from") { return "_valid_from" }
        return name.hasPrefix("billing_") && columns.contains("month") ? "month" : nil
    }

    private static func key(of name: String, in db: Database) throws -> [String] {
        if name.hasPrefix("chain_") { return ["seq"] }
        let keyed = name.hasSuffix("_history") ? String(name.dropLast("_history".count)) : name
        let key = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", arguments: [keyed])
        return key.isEmpty ? Catalog.standard.tables.first { $0.name == keyed }?.key ?? [] : key
    }
}

/// Does it.
private struct Manipulator {
    let db: Database
    let table: ManipulatedTable

    private var name: String { "\"\(table.name)\"" }

    func make(_ kind: Manipulation.Kind, _ random: inout SeededGenerator) throws -> Manipulation? {
        let rows = try Int64.fetchAll(db, sql: "SELECT rowid FROM \(name) ORDER BY rowid")
        guard let row = rows.randomElement(using: &random) else { return nil }
        switch kind {
        case .changedCell:
            guard let column = table.columns.randomElement(using: &random) else { return nil }
            return try changeCell(column, of: row, &random)
        case .movedRow: return try move(row, &random)
        case .insertedRow: return try insert(like: row, &random)
        case .deletedRow:
            let (keys, moments) = try (self.keys(of: [row]), self.moments(of: [row]))
            try db.execute(sql: "DELETE FROM \(name) WHERE rowid = ?", arguments: [row])
            return Manipulation(kind: .deletedRow, table: table.name, what: "row \(row)", keys: keys, moments: moments)
        case .swappedRows: return try swap(row, rows, &random)
        }
    }

    private func changeCell(
        _ column: (name: String, type: String), of row: Int64, _ random: inout SeededGenerator
    ) throws -> Manipulation? {
        let old = try DatabaseValue.fetchOne(db, sql: "SELECT \"\(column.name)\" FROM \(name) WHERE rowid = ?", arguments: [row]) ?? .null
        let new = Self.others(than: old, type: column.type).randomElement(using: &random) ?? .null
        return try update(column.name, to: new, of: row, kind: .changedCell, was: old)
    }

    private func update(
        _ column: String, to new: DatabaseValue, of row: Int64, kind: Manipulation.Kind, was old: DatabaseValue
    ) throws -> Manipulation? {
        let (before, runs) = try (keys(of: [row]), moments(of: [row]))
        try db.execute(sql: "UPDATE \(name) SET \"\(column)\" = ? WHERE rowid = ?", arguments: [new, row])
        // A changed integer key is the rowid.
        let isThere = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(name) WHERE rowid = ?)", arguments: [row]) == true
        let now = isThere ? row : Int64.fromDatabaseValue(new) ?? row
        let stored = try DatabaseValue.fetchOne(db, sql: "SELECT \"\(column)\" FROM \(name) WHERE rowid = ?", arguments: [now]) ?? .null
        guard stored != old else { return nil }
        return Manipulation(
            kind: kind, table: table.name, what: "\(column) of row \(row): \(old) → \(stored)", keys: before + (try keys(of: [now])),
            moments: runs + (try moments(of: [now])))
    }

    private func move(_ row: Int64, _ random: inout SeededGenerator) throws -> Manipulation? {
        let column = table.isHistory && Bool.random(using: &random) ? "_valid_from" : table.moment
        let old = try DatabaseValue.fetchOne(db, sql: "SELECT \"\(column)\" FROM \(name) WHERE rowid = ?", arguments: [row]) ?? .null
        let all = try DatabaseValue.fetchAll(
            db,
            sql: column == "month"
                ? "SELECT month FROM billing_months UNION SELECT '2024-09'" : "SELECT id FROM sync_runs UNION SELECT 99")
        guard let new = all.filter({ $0 != old }).randomElement(using: &random) else { return nil }
        return try update(column, to: new, of: row, kind: .movedRow, was: old)
    }

    /// Another row with another key.
    private func insert(like row: Int64, _ random: inout SeededGenerator) throws -> Manipulation? {
        let pk = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0", arguments: [table.name])
        guard let changed = (table.isHistory ? table.key : pk).randomElement(using: &random) else { return nil }
        let cells = try Row.fetchOne(db, sql: "SELECT * FROM \(name) WHERE rowid = ?", arguments: [row])
        guard let cells else { return nil }
        let values = table.columns.map { column -> DatabaseValue in
            let value: DatabaseValue = cells[column.name]
            guard column.name == changed else { return value }
            switch value.storage {
            case .int64(let number): return (number + 1_000).databaseValue
            case .string(let text): return "\(text)x".databaseValue
            default: return value
            }
        }
        let names = table.columns.map { "\"\($0.name)\"" }
        var arguments = StatementArguments(values)
        if table.isHistory { arguments += [row + 500] }
        let list = names.joined(separator: ", ") + (table.isHistory ? ", rowid" : "")
        let marks = Array(repeating: "?", count: names.count + (table.isHistory ? 1 : 0)).joined(separator: ", ")
        try db.execute(sql: "INSERT INTO \(name) (\(list)) VALUES (\(marks))", arguments: arguments)
        let new = db.lastInsertedRowID
        return Manipulation(
            kind: .insertedRow, table: table.name, what: "like row \(row)", keys: try keys(of: [new]), moments: try moments(of: [new]))
    }

    /// Two old versions in each other's places.
    private func swap(_ row: Int64, _ rows: [Int64], _ random: inout SeededGenerator) throws -> Manipulation? {
        let place: Int64 = 10_000_000
        guard let other = rows.filter({ $0 / place != row / place }).randomElement(using: &random) else { return nil }
        for (from, to) in [(row, -1), (other, row), (-1, other)] as [(Int64, Int64)] {
            try db.execute(sql: "UPDATE \(name) SET rowid = ? WHERE rowid = ?", arguments: [to, from])
        }
        return Manipulation(
            kind: .swappedRows, table: table.name, what: "rows \(row) and \(other)", keys: try keys(of: [row, other]),
            moments: try moments(of: [row, other]))
    }

    /// NULL for '', a text for an integer where the column takes it, and other values of the same type.
    private static func others(than old: DatabaseValue, type: String) -> [DatabaseValue] {
        switch old.storage {
        case .null: [type == "INTEGER" ? 0.databaseValue : type == "BLOB" ? Data().databaseValue : "".databaseValue]
        case .int64(let number):
            type == "ANY" ? ["\(number)".databaseValue, (number + 1).databaseValue] : [(number + 1).databaseValue, .null]
        case .string(let text): [text.isEmpty ? .null : "".databaseValue, "\(text) ".databaseValue, "\(text)é".databaseValue, .null]
        case .blob(let bytes): [(bytes + [0]).databaseValue, Data().databaseValue]
        case .double(let number): [(number + 1).databaseValue]
        }
    }

    private func keys(of rows: [Int64]) throws -> [NSDictionary] {
        let object = "json_object(\(table.key.map { "'\($0)', \"\($0)\"" }.joined(separator: ", ")))"
        return try rows.compactMap { row in
            try String.fetchOne(db, sql: "SELECT \(object) FROM \(name) WHERE rowid = ?", arguments: [row]).flatMap(parsedKey)
        }
    }

    private func moments(of rows: [Int64]) throws -> [String] {
        let all = [table.moment] + (table.isHistory ? ["_valid_from"] : [])
        return try rows.flatMap { row in
            try all.compactMap { moment in
                try DatabaseValue.fetchOne(db, sql: "SELECT \"\(moment)\" FROM \(name) WHERE rowid = ?", arguments: [row])
                    .flatMap { String.fromDatabaseValue($0) ?? Int64.fromDatabaseValue($0).map(String.init) }
            }
        }
    }
}

func parsedKey(_ json: String) -> NSDictionary? {
    (try? JSONSerialization.jsonObject(with: Data(json.utf8))) as? NSDictionary
}
