import Catalog
import GRDB
import GRDBSQLite
import JSONPages

/// Keys on their way from a page to a statement: `RecordMapping` makes them, the stagers bind them.
extension KeyValue {
    /// A field's value as a key of the given type; nil if the field has no value, or one that does not fit.
    init?(_ value: FieldValue, as type: ColumnType) {
        guard value.kind == .number || value.kind == .string, !value.text.isEmpty || type == .text else { return nil }
        let number = Int64(value)
        switch (type, number) {
        case (.integer, let number?), (.any, let number?): self = .integer(number)
        case (.integer, nil): return nil
        default: self = .text(String(decoding: value.text, as: UTF8.self))
        }
    }

    func bind(to statement: OpaquePointer, at index: Int32) {
        switch self {
        case .integer(let number): sqlite3_bind_int64(statement, index, number)
        case .text(let text): sqlite3_bind_text(statement, index, text, Int32(text.utf8.count), transient)
        }
    }

    init?(_ value: DatabaseValue) {
        switch value.storage {
        case .int64(let number): self = .integer(number)
        case .string(let text): self = .text(text)
        default: return nil
        }
    }
}

extension KeyValue: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue {
        switch self {
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> KeyValue? { KeyValue(value) }
}
