import Foundation
import Store

/// The schema as data: one array with an object for each table and view, twins included.
struct SchemaJSON {
    let tables: [TableDescription]

    var text: String {
        get throws {
            let data = try JSONSerialization.data(
                withJSONObject: tables.map(object), options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
            return String(decoding: data, as: UTF8.self) + "\n"
        }
    }

    private func object(_ table: TableDescription) -> [String: Any] {
        [
            "table": table.name, "kind": table.kind.rawValue, "meaning": table.meaning, "key": table.key,
            "resource": orNull(table.resource), "request": orNull(table.request), "page": orNull(table.page),
            "columns": table.columns.map(object),
        ]
    }

    private func object(_ column: ColumnDescription) -> [String: Any] {
        [
            "column": column.name, "storage": column.storage, "type": column.type.rawValue, "not_null": column.isRequired,
            "key": orNull(column.keyPosition), "meaning": column.meaning, "unit": orNull(column.unit), "source": column.source,
            "references": orNull(column.referenceText),
        ]
    }

    private func orNull(_ value: Any?) -> Any { value ?? NSNull() }
}
