import Catalog
import GRDB

/// Makes the rows of a child table by SQL, from the rows of its owner that a run has changed. `Publication` calls it for each child.
struct ChildRows {
    let child: Child
    let shape: TableSchema
    let owner: String
    /// The key of the owner's table.
    let ownerKey: [String]
    let run: Int64
    /// Makes all rows anew, also those of owners that have not changed.
    var isRecheck = false

    /// The columns of the child that hold the owner's key, in the same order.
    private var reference: [String] { ownerKey.dropLast() + [child.owner] }
    private var columns: [String] { shape.columns.map(\.name) }
    private var values: [String] { columns.filter { !reference.contains($0) && !child.key.contains($0) } }
    private var derived: String { "temp.\(quoted("derived_\(child.table)"))" }

    func publish(in db: Database) throws {
        // A first run has nothing to compare with, and it has more rows than any other.
        guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM main.\(quoted(child.table)))") == true else {
            return try db.execute(sql: fill, arguments: ["run": run])
        }
        for sql in statements { try db.execute(sql: sql, arguments: sql.contains(":run") ? ["run": run] : []) }
    }

    /// Fills a child table that is empty.
    var fill: String { "\(into) FROM (\(select))" }

    /// Brings a child table up to date, in this order.
    var statements: [String] {
        [
            "CREATE TABLE \(derived) AS \(select)",
            "CREATE INDEX temp.derived_owner ON \(quoted("derived_\(child.table)")) (\(list(reference)))",
        ] + (child.retention == .live ? [delete] : []) + (values.isEmpty ? [] : [update]) + [insert, "DROP TABLE \(derived)"]
    }

    private var same: String { (reference + child.key).map { "d.\(quoted($0)) IS c.\(quoted($0))" }.joined(separator: " AND ") }

    private var delete: String {
        """
        DELETE FROM main.\(quoted(child.table)) AS c
        WHERE (\(isRecheck ? ":run IS NOT NULL" : ownerHasChanged))
            AND NOT EXISTS (SELECT 1 FROM \(derived) AS d WHERE \(same))
        """
    }

    private var ownerHasChanged: String {
        "(\(list(reference))) IN (SELECT \(list(ownerKey)) FROM main.\(quoted(owner)) WHERE _valid_from = :run)"
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

    /// Each source gives all columns of the child; those that it does not know are NULL. If several rows have the same key, the first one
    /// counts: SQLite takes the other columns from the row that has the minimum.
    private var select: String {
        let rows = child.sources.map { source -> String in
            let parts = ChildSource(source, child: shape, owner: owner)
            let cells = columns.map { column -> String in
                let cell = zip(reference, ownerKey).first { $0.0 == column }.map { "p.\(quoted($0.1))" } ?? parts.cells[column]
                return "\(cell ?? "NULL") AS \(quoted(column))"
            }
            return "SELECT \(cells.joined(separator: ", ")), \(parts.place) AS _at FROM \(parts.from) "
                + "WHERE \(isRecheck ? ":run IS NOT NULL" : "p._valid_from = :run") AND \(parts.condition)"
        }.joined(separator: " UNION ALL ")
        let whole = shape.columns.filter { child.key.contains($0.name) && $0.isRequired }.map { "\(quoted($0.name)) IS NOT NULL" }
        return "SELECT \(list(columns)), min(_at) AS _at FROM (\(rows)) WHERE \((["true"] + whole).joined(separator: " AND ")) "
            + "GROUP BY \(list(reference + child.key))"
    }
}
