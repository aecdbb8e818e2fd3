import Catalog
import Values

/// One source of a child table as SQL: what is read beside the owner's row `p`, and where each column's value comes from.
struct ChildSource {
    let from: String
    let condition: String
    /// Columns of the child → SQL.
    let cells: [String: String]
    /// Where the element stands in the owner's row. If two rows have the same key, the first one counts.
    let place: String

    init(_ source: Child.Source, child: TableSchema, owner: String) {
        let row = "main.\(quoted(owner)) AS p"
        switch source {
        case .value(let column, let target, let constants):
            from = row
            condition = "p.\(quoted(column)) IS NOT NULL"
            cells = Self.literals(constants).merging([target: "p.\(quoted(column))"]) { $1 }
            place = "0"
        case .elements(let column, let target, let constants):
            // Only texts, numbers and booleans: `atom` is NULL for nested values and for null.
            from = "\(row), json_each(p.\(quoted(column))) AS e"
            condition = "e.atom IS NOT NULL AND \(Self.holds("array", column))"
            cells = Self.literals(constants).merging([target: "CAST(e.atom AS TEXT)"]) { $1 }
            place = "e.key"
        case .objects(let column, let fields, let position, let constants):
            from = "\(row), json_each(p.\(quoted(column))) AS e"
            condition = "e.type = 'object' AND \(Self.holds("array", column))"
            let extracted = Dictionary(uniqueKeysWithValues: fields.map { ($0.value, Self.cell(for: $0.value, from: $0.key, in: child)) })
            let place = position.map { [$0: "e.key + 1"] } ?? [:]
            cells = extracted.merging(place) { $1 }.merging(Self.literals(constants)) { $1 }
            self.place = "e.key"
        case .groups(let column, let name, let element):
            from = """
                \(row), json_each(p.\(quoted(column))) AS g, json_each(iif(g.type = 'array', g.value, '[]')) AS e
                """
            condition = "e.atom IS NOT NULL AND \(Self.holds("object", column))"
            cells = [name: "g.key", element: "CAST(e.atom AS TEXT)"]
            place = "e.key"
        }
    }

    private static func holds(_ type: String, _ column: String) -> String { "json_type(p.\(quoted(column))) = '\(type)'" }

    private static func literals(_ constants: [String: String]) -> [String: String] {
        constants.mapValues(\.sqlLiteral)
    }

    /// A field of `e.value` in the form of its column's type, or NULL. An id may come as a text of digits.
    private static func cell(for column: String, from field: String, in child: TableSchema) -> String {
        let path = "$.\"\(field)\"".sqlLiteral
        let value = "json_extract(e.value, \(path))"
        switch child.columns.first(where: { $0.name == column })?.type {
        // Read from its digits: SQLite would turn `9007199254740993.0` into another number.
        case .integer: return "\(FieldFunctions.integer)(e.value -> \(path))"
        case .boolean: return "CASE json_type(e.value, \(path)) WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"
        case .timestamp: return "\(FieldFunctions.timestamp)(\(value))"
        default: return "CAST(\(value) AS TEXT)"
        }
    }
}
