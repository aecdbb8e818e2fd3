import Catalog
import GRDB

/// The rows of a child table, worked out by SQL from those rows of its owner that a run has changed.
struct ChildRows {
    let child: Child
    let shape: TableShape
    let owner: String
    /// The key of the owner's table.
    let ownerKey: [String]
    let run: Int64

    /// The columns of the child that hold the owner's key, in the same order.
    private var reference: [String] { ownerKey.dropLast() + [child.owner] }
    private var columns: [String] { shape.columns.map(\.name) }
    private var values: [String] { columns.filter { !reference.contains($0) && !child.key.contains($0) } }
    private var derived: String { "temp.\(quoted("derived_\(child.table)"))" }

    func publish(in db: Database) throws {
        // A first run has nothing to compare with, and more rows than all others.
        guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM main.\(quoted(child.table)))") == true else {
            return try db.execute(sql: "\(into) FROM (\(select))", arguments: ["run": run])
        }
        try db.execute(sql: "CREATE TABLE \(derived) AS \(select)", arguments: ["run": run])
        try db.execute(sql: "CREATE INDEX temp.derived_owner ON \(quoted("derived_\(child.table)")) (\(list(reference)))")
        try db.execute(sql: delete, arguments: ["run": run])
        if !values.isEmpty { try db.execute(sql: update, arguments: ["run": run]) }
        try db.execute(sql: insert, arguments: ["run": run])
        try db.execute(sql: "DROP TABLE \(derived)")
    }

    private var same: String { (reference + child.key).map { "d.\(quoted($0)) IS c.\(quoted($0))" }.joined(separator: " AND ") }

    private var delete: String {
        """
        DELETE FROM main.\(quoted(child.table)) AS c
        WHERE (\(list(reference))) IN (SELECT \(list(ownerKey)) FROM main.\(quoted(owner)) WHERE _valid_from = :run)
            AND NOT EXISTS (SELECT 1 FROM \(derived) AS d WHERE \(same))
        """
    }

    private var update: String {
        """
        UPDATE main.\(quoted(child.table)) AS c
        SET \(values.map { "\(quoted($0)) = d.\(quoted($0))" }.joined(separator: ", ")), _valid_from = :run
        FROM \(derived) AS d
        WHERE \(same) AND (\(list(values, prefix: "c."))) IS NOT (\(list(values, prefix: "d.")))
        """
    }

    private var into: String {
        "INSERT INTO main.\(quoted(child.table)) (\(list(columns)), _valid_from) SELECT \(list(columns)), :run"
    }

    private var insert: String {
        """
        \(into) FROM \(derived) AS d
        WHERE NOT EXISTS (SELECT 1 FROM main.\(quoted(child.table)) AS c WHERE \(same))
        """
    }

    /// Every source gives all columns of the child, NULL for those that it does not speak of.
    private var select: String {
        child.sources.map { source in
            let (from, condition, known) = parts(of: source)
            let cells = columns.map { column in
                let cell = zip(reference, ownerKey).first { $0.0 == column }.map { "p.\(quoted($0.1))" } ?? known[column]
                return "\(cell ?? "NULL") AS \(quoted(column))"
            }
            return "SELECT \(cells.joined(separator: ", ")) FROM \(from) WHERE p._valid_from = :run AND \(condition)"
        }.joined(separator: " UNION ") + (child.sources.count == 1 ? " GROUP BY \(list(columns))" : "")
    }

    private func parts(of source: Child.Source) -> (from: String, condition: String, cells: [String: String]) {
        let owner = "main.\(quoted(owner)) AS p"
        switch source {
        case .value(let column, let target, let constants):
            return (owner, "p.\(quoted(column)) IS NOT NULL", literals(constants).merging([target: "p.\(quoted(column))"]) { $1 })
        case .elements(let column, let target, let constants):
            // Only texts, numbers and booleans: `atom` is NULL for what is nested, and for null.
            let cells = literals(constants).merging([target: "CAST(e.atom AS TEXT)"]) { $1 }
            return ("\(owner), json_each(p.\(quoted(column))) AS e", "e.atom IS NOT NULL AND \(isArray(column))", cells)
        case .objects(let column, let fields, let position):
            let extracted = Dictionary(uniqueKeysWithValues: fields.map { ($0.value, cell(for: $0.value, from: $0.key)) })
            let place = position.map { [$0: "e.key + 1"] } ?? [:]
            return (
                "\(owner), json_each(p.\(quoted(column))) AS e", "e.type = 'object' AND \(isArray(column))", extracted.merging(place) { $1 }
            )
        }
    }

    private func isArray(_ column: String) -> String { "json_type(p.\(quoted(column))) = 'array'" }

    private func literals(_ constants: [String: String]) -> [String: String] {
        constants.mapValues { "'\($0.replacing("'", with: "''"))'" }
    }

    /// A field of `e.value` as its column's type has it; an id may come as a text of digits.
    private func cell(for column: String, from field: String) -> String {
        let value = "json_extract(e.value, '$.\"\(field)\"')"
        guard shape.columns.first(where: { $0.name == column })?.type == .integer else { return "CAST(\(value) AS TEXT)" }
        let digits = "iif(CAST(CAST(\(value) AS INTEGER) AS TEXT) = \(value), CAST(\(value) AS INTEGER), NULL)"
        return "CASE typeof(\(value)) WHEN 'integer' THEN \(value) ELSE \(digits) END"
    }
}
