import Catalog
import GRDB
import GRDBSQLite
import Values

// GRDB reads and binds a text up to its first NUL, as C does. A server may send texts with NULs. Here texts are read and bound in their
// whole length.

extension StoredValue {
    /// The value of a column of the row that a statement stands on.
    init(_ statement: OpaquePointer, _ column: Int32) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
        case SQLITE_NULL: self = .null
        case SQLITE_BLOB: self = .text(Self.text(sqlite3_column_blob(statement, column), statement, column))
        default: self = .text(Self.text(sqlite3_column_text(statement, column), statement, column))
        }
    }

    private static func text(_ start: UnsafeRawPointer?, _ statement: OpaquePointer, _ column: Int32) -> String {
        // The length is right only after the text was asked for.
        let bytes = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, column)))
        return String(decoding: bytes, as: UTF8.self)
    }

    var integer: Int64? { if case .integer(let number) = self { number } else { nil } }

    /// What a text column holds; nil for NULL.
    var text: String? { if case .text(let text) = self { text } else { nil } }
}

extension KeyValue: StatementColumnConvertible {
    public init?(sqliteStatement: SQLiteStatement, index: CInt) {
        switch StoredValue(sqliteStatement, index) {
        case .integer(let number): self = .integer(number)
        case .text(let text): self = .text(text)
        case .null, .real, .blob: return nil
        }
    }
}

extension Statement {
    /// Sets the values of the places in their order, texts whole.
    func binding(_ values: [(any DatabaseValueConvertible)?]) throws -> Statement {
        try setArguments(StatementArguments(values))
        for (place, value) in values.enumerated() { bindWhole(value, at: Int32(place) + 1) }
        return self
    }

    /// Sets the values of the places by their names, texts whole.
    func binding(_ values: [String: (any DatabaseValueConvertible)?]) throws -> Statement {
        try setArguments(StatementArguments(values))
        for (name, value) in values { bindWhole(value, at: sqlite3_bind_parameter_index(sqliteStatement, ":\(name)")) }
        return self
    }

    private func bindWhole(_ value: (any DatabaseValueConvertible)?, at place: Int32) {
        guard case .string(let text)? = value?.databaseValue.storage, text.utf8.contains(0) else { return }
        sqlite3_bind_text(sqliteStatement, place, text, Int32(text.utf8.count), transient)
    }

    /// Calls `body` for each row, with the statement standing on that row.
    func forEachRow(_ body: (OpaquePointer) throws -> Void) throws {
        let cursor = try Row.fetchCursor(self)
        while try cursor.next() != nil { try body(sqliteStatement) }
    }
}

extension Database {
    /// Calls `body` for each row of a SELECT. Texts are whole, also behind a NUL; a BLOB is read as a text.
    public func forEachRow(
        _ sql: String, _ arguments: StatementArguments = StatementArguments(), _ body: ([StoredValue]) throws -> Void
    ) throws {
        let statement = try cachedStatement(sql: sql)
        try statement.setArguments(arguments)
        let count = Int32(statement.columnCount)
        try statement.forEachRow { row in try body((0..<count).map { StoredValue(row, $0) }) }
    }
}
