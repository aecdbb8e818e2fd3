import GRDB
import GRDBSQLite
import Hashing

/// Builds the canonical text of one row at a time, in a buffer that is used again for the next row. `CanonicalText` says the form.
///
/// It reads SQLite's own values: a first sync hashes every row that it writes, and must not pay for copies.
struct RowText {
    private var bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 4_096, alignment: 16)
    private var count = 0

    private let sha256 = SHA256Digester()

    func deallocate() {
        bytes.deallocate()
        digits.deallocate()
    }

    /// - Parameter cells: name, value, name, value…
    /// - Returns: the text, until the next one is built.
    mutating func build(_ cells: UnsafeBufferPointer<OpaquePointer?>) -> UnsafeRawBufferPointer {
        count = 0
        for place in stride(from: 0, to: cells.count - 1, by: 2) {
            let value = cells[place + 1]
            let type = sqlite3_value_type(value)
            guard type != SQLITE_NULL else { continue }
            append(Self.bytes(sqlite3_value_text(cells[place]), cells[place]))
            append(value, type)
            append(";")
        }
        return UnsafeRawBufferPointer(rebasing: bytes[..<count])
    }

    /// - Parameter hash: gets the SHA-256 of the text that was built last.
    func hash(into hash: UnsafeMutableRawBufferPointer) { sha256.hash(UnsafeRawBufferPointer(rebasing: bytes[..<count]), into: hash) }

    private mutating func append(_ value: OpaquePointer?, _ type: Int32) {
        switch type {
        case SQLITE_INTEGER: append("=integer ", decimal(sqlite3_value_int64(value)))
        case SQLITE_FLOAT:
            let bits = sqlite3_value_double(value).bitPattern.bigEndian
            withUnsafeBytes(of: bits) { append("=real ", $0) }
        case SQLITE_BLOB: append("=blob ", Self.bytes(sqlite3_value_blob(value), value))
        default: append("=text ", Self.bytes(sqlite3_value_text(value), value))
        }
    }

    private mutating func append(_ type: StaticString, _ value: UnsafeRawBufferPointer) {
        append(type)
        append(decimal(Int64(value.count), at: 32))
        append(":")
        append(value)
    }

    private mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func append(_ more: UnsafeRawBufferPointer) {
        guard let start = more.baseAddress else { return }
        if count + more.count > bytes.count { grow(to: count + more.count) }
        bytes.baseAddress?.advanced(by: count).copyMemory(from: start, byteCount: more.count)
        count += more.count
    }

    private mutating func grow(to size: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: size * 2, alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(bytes))
        bytes.deallocate()
        bytes = larger
    }

    /// A number's digits, and the length of them, are needed at once: each has its half.
    private let digits = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 16)

    private func decimal(_ number: Int64, at end: Int = 64) -> UnsafeRawBufferPointer {
        var (rest, place) = (number.magnitude, end)
        repeat {
            place -= 1
            digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        if number < 0 {
            place -= 1
            digits[place] = UInt8(ascii: "-")
        }
        return UnsafeRawBufferPointer(rebasing: digits[place..<end])
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
            // Behind a pointer, not an object: Swift would watch every access to an object's variables.
            let row = UnsafeMutablePointer<RowText>.allocate(capacity: 1)
            row.initialize(to: RowText())
            sqlite3_create_function_v2(db.sqliteConnection, name, -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, row, function, nil, nil) { row in
                guard let row = row?.assumingMemoryBound(to: RowText.self) else { return }
                row.pointee.deallocate()
                row.deinitialize(count: 1)
                row.deallocate()
            }
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
        guard let row = row(context) else { return }
        let text = row.pointee.build(UnsafeBufferPointer(start: cells, count: Int(count)))
        sqlite3_result_blob64(context, text.baseAddress, UInt64(text.count), transient)
    }

    private static let writeHash: Function = { context, count, cells in
        guard let row = row(context) else { return }
        _ = row.pointee.build(UnsafeBufferPointer(start: cells, count: Int(count)))
        withUnsafeTemporaryAllocation(byteCount: SHA256.length, alignment: 8) { hash in
            row.pointee.hash(into: hash)
            sqlite3_result_blob(context, hash.baseAddress, Int32(SHA256.length), transient)
        }
    }

    private static func row(_ context: OpaquePointer?) -> UnsafeMutablePointer<RowText>? {
        sqlite3_user_data(context)?.assumingMemoryBound(to: RowText.self)
    }
}
