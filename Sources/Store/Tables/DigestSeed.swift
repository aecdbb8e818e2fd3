import Hashing

/// What makes a record's digest depend on the mapping of its resource, so that a new mapping reads every record anew.
///
/// It is the hash of a text. The text says which tables the records go to, with which columns of which types, which fields are read, and
/// which of them have another name in the table. Its form must never change without a new mapping: every record of every file would be
/// staged once more. So it is spelled out here, and a test knows the text byte by byte.
///
/// These lines, with a line feed between them:
///
/// - for each table, its own first: `TABLE [COLUMN, COLUMN]`. A COLUMN is
///   `Store.TableShape.Column(name: "NAME", type: Store.ColumnType.TYPE, isRequired: true)`, or `false`, as the first version of the
///   program happened to write it;
/// - for each field that is read, its name;
/// - for each field that goes to a column of another name, `(key: "FIELD", value: "COLUMN")`, sorted.
struct DigestSeed: Sendable {
    let text: String
    /// The first 16 bytes of the text's SHA-256.
    let bytes: [UInt8]

    init(tables: [TableSchema], fields: [String], renames: [String: String]) {
        let lines = tables.map(Self.line) + fields + renames.map { "(key: \"\($0.key)\", value: \"\($0.value)\")" }.sorted()
        text = lines.joined(separator: "\n")
        bytes = Array(SHA256.hash(Array(text.utf8)).prefix(16))
    }

    private static func line(of table: TableSchema) -> String {
        let columns = table.columns.map { column in
            "Store.TableShape.Column(name: \"\(column.name)\", type: Store.ColumnType.\(column.type.rawValue), "
                + "isRequired: \(column.isRequired ? "true" : "false"))"
        }
        return "\(table.name) [\(columns.joined(separator: ", "))]"
    }

    /// The digest of a record's text.
    func digest(of record: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) {
        withUnsafeTemporaryAllocation(byteCount: SHA256.length, alignment: 1) { hash in
            SHA256.hash(record, into: hash)
            for i in 0..<16 { output[i] = hash[i] ^ bytes[i] }
        }
    }
}
