import GRDB
import GRDBSQLite

/// A statement by SQLite's own interface: who hashes or redacts cells reads them as bytes, whatever they hold.
final class RawStatement {
    let pointer: OpaquePointer
    private let connection: OpaquePointer?
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    convenience init(_ sql: String, in db: Database) throws { try self.init(sql, on: db.sqliteConnection) }

    init(_ sql: String, on connection: OpaquePointer?) throws(DatabaseError) {
        self.connection = connection
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
        guard code == SQLITE_OK, let statement else { throw Self.error(on: connection) }
        pointer = statement
    }

    deinit { sqlite3_finalize(pointer) }

    /// Goes to the next row; false at the end.
    func step() throws(DatabaseError) -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw Self.error(on: connection)
        }
    }

    /// Runs a statement without rows, and makes it ready for other values.
    func run() throws {
        defer { sqlite3_reset(pointer) }
        while try step() {}
    }

    /// The bytes of a text or a BLOB; nil for NULL and numbers. They are valid until the next step.
    func bytes(_ column: Int) -> UnsafeRawBufferPointer? {
        let type = sqlite3_column_type(pointer, Int32(column))
        guard type == SQLITE_TEXT || type == SQLITE_BLOB else { return nil }
        let start = sqlite3_column_blob(pointer, Int32(column))
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(pointer, Int32(column))))
    }

    var columns: Int { Int(sqlite3_column_count(pointer)) }

    func type(_ column: Int) -> Int32 { sqlite3_column_type(pointer, Int32(column)) }

    /// The text of a value as UTF-8, whatever the database's encoding is. It is valid until the next step.
    func text(_ column: Int) -> UnsafeRawBufferPointer {
        // Before its length: this call converts it.
        let start = sqlite3_column_text(pointer, Int32(column))
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, Int32(column))))
    }

    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(pointer, Int32(column)) }

    func real(_ column: Int) -> Double { sqlite3_column_double(pointer, Int32(column)) }

    func isNull(_ column: Int) -> Bool { sqlite3_column_type(pointer, Int32(column)) == SQLITE_NULL }

    func isBlob(_ column: Int) -> Bool { sqlite3_column_type(pointer, Int32(column)) == SQLITE_BLOB }

    /// - Parameter place: counted from 0.
    func bind(_ cell: NewCell, at place: Int) {
        let place = Int32(place + 1)
        switch cell {
        case .null: sqlite3_bind_null(pointer, place)
        case .text(let bytes):
            _ = bytes.withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text64(pointer, place, $0.baseAddress, UInt64($0.count), Self.transient, UInt8(SQLITE_UTF8))
                }
            }
        case .blob(let bytes): sqlite3_bind_blob64(pointer, place, bytes, UInt64(bytes.count), Self.transient)
        }
    }

    /// Binds a cell of the row that another statement stands on.
    func bind(_ column: Int, of other: RawStatement, at place: Int) {
        sqlite3_bind_value(pointer, Int32(place + 1), sqlite3_column_value(other.pointer, Int32(column)))
    }

    private static func error(on connection: OpaquePointer?) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: sqlite3_errmsg(connection).map { String(cString: $0) })
    }
}

/// What a redacted cell holds instead.
enum NewCell {
    case null
    case text([UInt8])
    case blob([UInt8])
}
