import GRDBSQLite

/// A row as the bytes that SQLite's `sha3_query` hashes (`ext/misc/shathree.c`): `R`, and then each value, with its type in one letter.
///
/// | value   | bytes                                                                              |
/// |---------|------------------------------------------------------------------------------------|
/// | NULL    | `N`                                                                                |
/// | INTEGER | `I`, and 8 bytes, the highest first (the comment in `shathree.c` says the reverse) |
/// | REAL    | `F`, and the 8 bytes of the IEEE 754 number, the highest first                     |
/// | TEXT    | `T`, the length in bytes in decimal digits, `:`, and the bytes, as UTF-8           |
/// | BLOB    | `B`, the length in bytes in decimal digits, `:`, and the bytes                     |
///
/// The type is the value's, not its column's.
struct RowEncoding {
    /// The last row that was encoded. They take the memory of the largest row, once.
    private(set) var bytes: [UInt8] = []

    /// Replaces ``bytes`` with those of the row that the statement stands on.
    mutating func encode(_ query: RawStatement) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(UInt8(ascii: "R"))
        for column in 0..<query.columns { encode(query, at: column) }
    }

    private mutating func encode(_ query: RawStatement, at column: Int) {
        switch query.type(column) {
        case SQLITE_INTEGER: append("I", UInt64(bitPattern: query.integer(column)))
        case SQLITE_FLOAT: append("F", query.real(column).bitPattern)
        case SQLITE_TEXT: append("T", query.text(column))
        case SQLITE_BLOB: append("B", query.bytes(column) ?? UnsafeRawBufferPointer(start: nil, count: 0))
        default: bytes.append(UInt8(ascii: "N"))
        }
    }

    private mutating func append(_ letter: Unicode.Scalar, _ number: UInt64) {
        bytes.append(UInt8(ascii: letter))
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ letter: Unicode.Scalar, _ content: UnsafeRawBufferPointer) {
        bytes.append(UInt8(ascii: letter))
        bytes.append(contentsOf: String(content.count).utf8)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: content)
    }
}
