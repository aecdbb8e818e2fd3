import GRDB
import JSONPages

/// SQL functions that read values inside JSON by the same rules as the fields of a record.
///
/// Only statements that publish use them. Nothing in the file refers to them, so any program can open it.
enum FieldFunctions {
    /// JSON text → its integer, or NULL.
    static let integer = "field_integer"
    /// A text → its time in the mirror's form, or NULL.
    static let timestamp = "field_timestamp"

    static func register(in db: Database) {
        db.add(function: DatabaseFunction(integer, argumentCount: 1, pure: true) { String.fromDatabaseValue($0[0]).flatMap(readInteger) })
        db.add(
            function: DatabaseFunction(timestamp, argumentCount: 1, pure: true) {
                String.fromDatabaseValue($0[0]).flatMap(Timestamp.normalized)
            })
    }

    private static func readInteger(_ json: String) -> Int64? {
        Array(json.utf8).withUnsafeBytes { json in
            guard json.count >= 2, json.first == UInt8(ascii: "\"") else { return Int64(FieldValue(kind: .number, text: json)) }
            return Int64(FieldValue(kind: .string, text: UnsafeRawBufferPointer(rebasing: json[1..<json.count - 1])))
        }
    }
}
