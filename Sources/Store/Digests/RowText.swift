import GRDB
import GRDBSQLite
import Hashing

/// Builds the canonical text of one row at a time, in a buffer that is used again for the next row. `CanonicalText` says the form.
///
/// It reads SQLite's own values: a first sync hashes every row that it writes, and must not pay for copies.
final class RowText {
    private var bytes: [UInt8] = []

    /// - Parameter cells: name, value, name, value…
    func build(_ cells: UnsafeBufferPointer<OpaquePointer?>) -> [UInt8] {
        bytes.removeAll(keepingCapacity: true)
        for place in stride(from: 0, to: cells.count - 1, by: 2) {
            append(Self.bytes(sqlite3_value_text(cells[place]), cells[place]), cells[place + 1])
        }
        return bytes
    }

    private func append(_ name: UnsafeRawBufferPointer, _ value: OpaquePointer?) {
        switch sqlite3_value_type(value) {
        case SQLITE_NULL: break
        case SQLITE_INTEGER: append(name, "integer", String(sqlite3_value_int64(value)).utf8)
        case SQLITE_FLOAT:
            let bits = sqlite3_value_double(value).bitPattern.bigEndian
            withUnsafeBytes(of: bits) { append(name, "real", $0) }
        case SQLITE_BLOB: append(name, "blob", Self.bytes(sqlite3_value_blob(value), value))
        default: append(name, "text", Self.bytes(sqlite3_value_text(value), value))
        }
    }

    private func append(_ name: UnsafeRawBufferPointer, _ type: StaticString, _ value: some Collection<UInt8>) {
        bytes.append(contentsOf: name)
        bytes.append(UInt8(ascii: "="))
        bytes.append(contentsOf: UnsafeBufferPointer(start: type.utf8Start, count: type.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: String(value.count).utf8)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: value)
        bytes.append(UInt8(ascii: ";"))
    }

    /// The length is right only after the text was asked for.
    private static func bytes(_ start: UnsafeRawPointer?, _ value: OpaquePointer?) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(value)))
    }
}

/// The SQL functions `canonical_text(name, value, …)` and `row_sha256(name, value, …)`: the canonical text of a row, and the SHA-256 of it,
/// both as BLOBs. Nothing in a file refers to them, so any program can open it.
enum RowFunctions {
    private static let (text, hash) = ("canonical_text", "row_sha256")

    static func register(in db: Database) {
        for (name, function) in [(text, writeText), (hash, writeHash)] {
            sqlite3_create_function_v2(
                db.sqliteConnection, name, -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, Unmanaged.passRetained(RowText()).toOpaque(), function,
                nil, nil, { $0.map { Unmanaged<RowText>.fromOpaque($0).release() } })
        }
    }

    /// The call that gives the text of a row with these columns, which are sorted by their names' bytes.
    static func text(of columns: [String]) -> String { call(text, columns) }

    /// The call that gives the hash of that text.
    static func hash(of columns: [String]) -> String { call(hash, columns) }

    private static func call(_ function: String, _ columns: [String]) -> String {
        let sorted = columns.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return "\(function)(\(sorted.map { "\($0.sqlLiteral), \(quoted($0))" }.joined(separator: ", ")))"
    }

    private typealias Function = @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void

    private static let writeText: Function = { context, count, cells in
        row(context, count, cells).withUnsafeBytes { sqlite3_result_blob64(context, $0.baseAddress, UInt64($0.count), transient) }
    }

    private static let writeHash: Function = { context, count, cells in
        row(context, count, cells).withUnsafeBytes { text in
            withUnsafeTemporaryAllocation(byteCount: SHA256.length, alignment: 8) { hash in
                SHA256.hash(text, into: hash)
                sqlite3_result_blob(context, hash.baseAddress, Int32(SHA256.length), transient)
            }
        }
    }

    private static func row(_ context: OpaquePointer?, _ count: Int32, _ cells: UnsafeMutablePointer<OpaquePointer?>?) -> [UInt8] {
        guard let buffer = sqlite3_user_data(context) else { return [] }
        return Unmanaged<RowText>.fromOpaque(buffer).takeUnretainedValue()
            .build(UnsafeBufferPointer(start: cells, count: Int(count)))
    }
}
